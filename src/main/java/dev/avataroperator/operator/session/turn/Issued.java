package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.control.Assignment.IngestToken;
import dev.avataroperator.credential.Credential;
import java.util.List;
import java.util.Optional;

/**
 * The credentials of a session as they stand in its Secrets.
 *
 * @param rtcToken absent where the driver mints its own
 * @param whenTold what may be shown only once the worker knows of it
 */
public record Issued(
    long epoch,
    Optional<Credential> rtcToken,
    List<Credential> sessionTokens,
    List<IngestToken> ingestTokens,
    String ingestUrl,
    int firstItem,
    List<CredentialStatus> statuses,
    Runnable whenTold) {}
