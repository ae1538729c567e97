package dev.avataroperator.credential;

/** Why the avatar service refused or ended a session; each is a condition reason of that name. */
public enum FailureCode {
  SessionTokenExpired,
  SessionTokenInvalid,
  AppUnrecognized,
  AvatarNotFound,
  InvalidEgressConfig,
  EgressUnavailable,
  QuotaExceeded,
  BillingRequired,
  CreditsExhausted,
  SessionDurationExceeded,
  ProtocolError,
  ServiceUnavailable,
  Fenced,
  IdleTimeout
}
