package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.control.Assignment.IngestToken;
import dev.avataroperator.credential.Credential;
import java.util.List;

/**
 * The credentials of a session as they stand in its Secrets.
 *
 * @param whenTold what may be shown only once the worker knows of it
 */
public record Issued(
    long epoch,
    Credential rtcToken,
    List<Credential> sessionTokens,
    List<IngestToken> ingestTokens,
    String ingestUrl,
    int firstItem,
    List<CredentialStatus> statuses,
    Runnable whenTold) {}
