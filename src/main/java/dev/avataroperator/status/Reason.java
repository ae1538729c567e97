package dev.avataroperator.status;

import static dev.avataroperator.status.Reason.After.PERSON;
import static dev.avataroperator.status.Reason.After.RETRY;
import static dev.avataroperator.status.Reason.After.WAIT;

import java.util.stream.Stream;

/**
 * Every reason a condition may carry, and what follows while the condition isn't true: the operator
 * tries again by itself, waits for something to happen, or only a person can help.
 */
public enum Reason {
  Pending(WAIT),
  Accepted(WAIT),
  InvalidSpec(PERSON),
  ServiceNotFound(PERSON),
  ProviderNotFound(PERSON),
  SecretNotFound(PERSON),
  ConfigMapNotFound(PERSON),
  RefNotPermitted(PERSON),
  RoomConflict(PERSON),
  SecretConflict(PERSON),
  SecretRefused(PERSON),

  Issued(WAIT),
  Renewing(RETRY),
  RenewalFailed(RETRY),
  Expired(RETRY),
  SourceKeyChanged(RETRY),

  Assigned(WAIT),
  PoolNotFound(PERSON),
  NoWorkerCapacity(RETRY),
  WorkerLost(RETRY),
  Draining(WAIT),

  Connected(WAIT),
  Connecting(WAIT),
  Reconnecting(RETRY),
  Parked(WAIT),
  Restarting(RETRY),
  Queued(RETRY),
  SessionTokenExpired(RETRY),
  SessionTokenInvalid(PERSON),
  AppUnrecognized(PERSON),
  AvatarNotFound(PERSON),
  InvalidEgressConfig(PERSON),
  EgressUnavailable(RETRY),
  QuotaExceeded(RETRY),
  BillingRequired(PERSON),
  CreditsExhausted(PERSON),
  SessionDurationExceeded(RETRY),
  ProtocolError(PERSON),
  ServiceUnavailable(RETRY),
  Fenced(RETRY),
  RollingOver(WAIT),
  SourceUnavailable(RETRY),

  TrackSeen(WAIT),
  TrackMissing(RETRY),
  NoPlayback(RETRY),
  NotObservable(WAIT),

  OnTarget(WAIT),
  LatencyAboveTarget(WAIT),
  TooFewSamples(WAIT),

  Suspended(WAIT),
  Paused(PERSON),
  Completed(WAIT),
  IdleTimeout(RETRY),
  MaxDurationReached(WAIT),
  StartTimeout(PERSON),

  Valid(WAIT),
  Invalid(PERSON),
  NotChecked(WAIT),
  Available(WAIT);

  /** What happens while a condition has this reason and isn't true. */
  public enum After {
    RETRY,
    WAIT,
    PERSON
  }

  private final After after;

  Reason(After after) {
    this.after = after;
  }

  /**
   * Whether only a person can help while the condition has this reason. An API key that the console
   * refuses has to be replaced; a session token that the ingress refuses is minted anew.
   */
  public boolean needsPerson(ConditionType condition) {
    return after == PERSON
        && !(this == SessionTokenInvalid && condition == ConditionType.EgressReady);
  }

  /** What is missing may only not be there yet: what is applied together comes in any order. */
  boolean mayFollow() {
    return this == SecretNotFound || this == ConfigMapNotFound;
  }

  /** What happens while a condition has this reason and isn't true. */
  public After after() {
    return after;
  }

  /** Whether this build has the reason; another build may have written others. */
  static boolean isKnown(String name) {
    return Stream.of(values()).anyMatch(reason -> reason.name().equals(name));
  }

  /** The reason of the same name as a failure of the avatar service. */
  public static Reason of(Enum<?> failureCode) {
    return valueOf(failureCode.name());
  }
}
