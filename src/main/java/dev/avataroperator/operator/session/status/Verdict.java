package dev.avataroperator.operator.session.status;

import static dev.avataroperator.status.ConditionType.Accepted;
import static dev.avataroperator.status.ConditionType.Completed;
import static dev.avataroperator.status.ConditionType.CredentialsReady;
import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.Failed;
import static dev.avataroperator.status.ConditionType.LatencyOnTarget;
import static dev.avataroperator.status.ConditionType.MediaPublishing;
import static dev.avataroperator.status.ConditionType.Ready;
import static dev.avataroperator.status.ConditionType.Reconciling;
import static dev.avataroperator.status.ConditionType.Stalled;
import static dev.avataroperator.status.ConditionType.WorkerAssigned;

import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import dev.avataroperator.status.SessionState;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the conditions amount to: Ready, Reconciling or Stalled, and the one word for people. Ready
 * = Accepted, CredentialsReady and EgressReady are true and MediaPublishing isn't false; without a
 * worker EgressReady is false, and WorkerAssigned then says why.
 */
final class Verdict {
  private static final String START_AGAIN =
      " Change the spec or the annotation avatar-operator.dev/restart-requested-at to start again.";
  private static final String PAUSED =
      "Paused: remove the annotation avatar-operator.dev/paused to let the operator act. ";

  private Verdict() {}

  /** What a session needs to be Ready, which depends on who drives it. */
  enum Needs {
    /** A worker of ours tells how it goes. */
    WORKER(Accepted, CredentialsReady, WorkerAssigned, EgressReady),
    /** Only the room tells whether the driver has brought the avatar. */
    MEDIA(Accepted, CredentialsReady, EgressReady),
    /** The same where it was told already: a look that fails takes nothing back. */
    MEDIA_STILL(Accepted, CredentialsReady, EgressReady),
    /** Nobody tells: credentials are all that can be seen. */
    CREDENTIALS(Accepted, CredentialsReady, EgressReady);

    private final List<ConditionType> conditions;

    Needs(ConditionType... conditions) {
      this.conditions = List.of(conditions);
    }
  }

  /** Adds Ready, and Reconciling or Stalled where they apply; answers the state. */
  static SessionState pass(Conditions conditions, Needs needs, boolean paused) {
    conditions.clear(Ready).clear(Reconciling).clear(Stalled);
    var state = over(conditions).orElseGet(() -> running(conditions, needs));
    if (paused) {
      pause(conditions);
    }
    return state;
  }

  private static Optional<SessionState> over(Conditions conditions) {
    if (conditions.holds(Completed)) {
      conditions.isTrue(Ready, Reason.Completed, message(conditions, Completed));
      return Optional.of(SessionState.Completed);
    }
    if (conditions.holds(Failed)) {
      var reason = Reason.valueOf(conditions.get(Failed).orElseThrow().getReason());
      conditions.isFalse(Ready, reason, message(conditions, Failed) + START_AGAIN);
      conditions.isTrue(Stalled, reason, message(conditions, Failed) + START_AGAIN);
      return Optional.of(SessionState.Failed);
    }
    if (conditions.get(Accepted).filter(Verdict::isSuspended).isPresent()) {
      conditions.isTrue(Ready, Reason.Suspended, message(conditions, Accepted));
      return Optional.of(SessionState.Suspended);
    }
    return Optional.empty();
  }

  private static SessionState running(Conditions conditions, Needs needs) {
    if (isParked(conditions)) {
      conditions.isTrue(Ready, Reason.Parked, message(conditions, EgressReady));
      return SessionState.Parked;
    }
    var blocking = blocking(conditions, needs);
    if (blocking.isEmpty()) {
      var flaw = flaw(conditions, needs);
      ready(conditions, needs, flaw);
      return flaw.isEmpty() ? SessionState.Ready : SessionState.Degraded;
    }
    var reason = Reason.valueOf(blocking.get().getReason());
    var message = blocking.get().getMessage();
    conditions.isFalse(Ready, reason, message);
    var type = ConditionType.valueOf(blocking.get().getType());
    if (reason.needsPerson(type)) {
      conditions.isTrue(Stalled, reason, message);
      return SessionState.Stalled;
    }
    conditions.isTrue(Reconciling, reason, message);
    return waiting(reason, conditions);
  }

  private static void ready(Conditions conditions, Needs needs, Optional<ConditionType> flaw) {
    var isOfRoom = needs == Needs.MEDIA || needs == Needs.MEDIA_STILL;
    var told = flaw.orElse(isOfRoom ? MediaPublishing : EgressReady);
    var reason = needs == Needs.CREDENTIALS ? Reason.Issued : Reason.Connected;
    conditions.isTrue(Ready, reason, message(conditions, told));
  }

  /** What isn't Ready now stays so until a person lets the operator act again. */
  private static void pause(Conditions conditions) {
    var message = PAUSED + message(conditions, Ready);
    if (conditions.holds(Ready)) {
      conditions.isTrue(Ready, Reason.Paused, message);
    } else {
      conditions.clear(Reconciling);
      conditions.isFalse(Ready, Reason.Paused, message).isTrue(Stalled, Reason.Paused, message);
    }
  }

  private static boolean isParked(Conditions conditions) {
    return has(conditions, EgressReady, Reason.Parked)
        && Stream.of(Accepted, CredentialsReady, WorkerAssigned).allMatch(conditions::holds);
  }

  private static boolean isSuspended(Condition accepted) {
    return accepted.getReason().equals(Reason.Suspended.name());
  }

  private static Optional<Condition> blocking(Conditions conditions, Needs needs) {
    var denied =
        Stream.concat(needs.conditions.stream(), Stream.of(MediaPublishing))
            .filter(conditions::denies);
    var first = denied.findFirst().flatMap(conditions::get).or(() -> unfinished(conditions, needs));
    return needs == Needs.MEDIA && !conditions.holds(MediaPublishing)
        ? first.or(() -> conditions.get(MediaPublishing))
        : first;
  }

  /** A needed condition that nothing was found of yet counts as pending. */
  private static Optional<Condition> unfinished(Conditions conditions, Needs needs) {
    var missing = needs.conditions.stream().anyMatch(type -> conditions.get(type).isEmpty());
    if (missing) {
      conditions.isFalse(EgressReady, Reason.Pending, "Waiting for the first report.");
      return conditions.get(EgressReady);
    }
    return Optional.empty();
  }

  /** What is wrong though it works, the worst first. */
  private static Optional<ConditionType> flaw(Conditions conditions, Needs needs) {
    var isWorkers = needs == Needs.WORKER;
    if (!has(conditions, EgressReady, isWorkers ? Reason.Connected : Reason.Issued)) {
      return Optional.of(EgressReady);
    }
    if (isWorkers && !has(conditions, WorkerAssigned, Reason.Assigned)) {
      return Optional.of(WorkerAssigned);
    }
    if (!has(conditions, CredentialsReady, Reason.Issued)
        && !has(conditions, CredentialsReady, Reason.SourceKeyChanged)) {
      return Optional.of(CredentialsReady);
    }
    return Optional.of(LatencyOnTarget).filter(conditions::denies);
  }

  private static boolean has(Conditions conditions, ConditionType type, Reason reason) {
    return conditions
        .get(type)
        .filter(condition -> condition.getReason().equals(reason.name()))
        .isPresent();
  }

  private static SessionState waiting(Reason reason, Conditions conditions) {
    return switch (reason) {
      case QuotaExceeded, Queued -> SessionState.Queued;
      case Connecting, TrackMissing, NotObservable -> SessionState.Connecting;
      default -> conditions.denies(EgressReady) ? SessionState.Connecting : SessionState.Pending;
    };
  }

  private static String message(Conditions conditions, ConditionType type) {
    return conditions.get(type).map(Condition::getMessage).orElse("");
  }
}
