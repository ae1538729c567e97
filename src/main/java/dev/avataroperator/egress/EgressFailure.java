package dev.avataroperator.egress;

import dev.avataroperator.credential.FailureCode;

/**
 * Why a connection couldn't be made or ended. The type decides what follows: a rejection isn't
 * retried, a spent token is replaced, an outage is retried with back-off, a duration cap asks for
 * an immediate new connection.
 */
public sealed interface EgressFailure {
  FailureCode code();

  /** For people; holds no secret. */
  String message();

  /** Input, account or billing: a person has to change something. */
  record Rejected(FailureCode code, String message) implements EgressFailure {}

  /** The session token was used, has expired or is unknown: try again with another one. */
  record TokenRefused(FailureCode code, String message) implements EgressFailure {}

  /** No free session at the service: the operator queues it. */
  record OverQuota(FailureCode code, String message) implements EgressFailure {}

  /** The service can't be reached or broke off: retry with back-off, for ever. */
  record Outage(FailureCode code, String message) implements EgressFailure {}

  /** The service's cap on a session's length was hit: connect again at once. */
  record DurationCap(FailureCode code, String message) implements EgressFailure {}

  /** A close 1000 or 1001 that we didn't ask for. */
  record EndedNormally(FailureCode code, String message) implements EgressFailure {}
}
