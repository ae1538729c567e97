package dev.avataroperator.gateway;

import dev.avataroperator.credential.SecretText;
import java.util.Optional;

/** Asks the cluster who somebody is and what he may do. Both calls block. */
public interface Callers {

  /** Empty: the cluster doesn't accept the token. */
  Optional<Caller> authenticate(SecretText token) throws Refusal;

  /** Whether he may have tokens for the session's room. */
  boolean mayVisit(Caller caller, String namespace, String session) throws Refusal;
}
