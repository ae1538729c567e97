package dev.avataroperator.operator;

/** The reasons of Events. */
public enum EventReason {
  SessionReady,
  SessionFailed,
  SessionCompleted,
  CredentialsIssued,
  CredentialsRotated,
  CredentialRenewalFailed,
  WorkerLost,
  SessionMoved,
  Queued,
  LatencyAboveTarget,
  OrphanRemoved,
  TeardownIncomplete
}
