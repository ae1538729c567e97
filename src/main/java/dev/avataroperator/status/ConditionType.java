package dev.avataroperator.status;

/** The condition types of all kinds. */
public enum ConditionType {
  Ready,
  Accepted,
  CredentialsReady,
  WorkerAssigned,
  EgressReady,
  MediaPublishing,
  LatencyOnTarget,
  Reconciling,
  Stalled,
  Completed,
  Failed,
  CredentialsValid,
  Available,
  Reachable
}
