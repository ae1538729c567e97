package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.SessionState;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** When a session is over, and how long it may still run. */
public final class Ending {
  private static final Set<String> ENDS =
      Set.of(ConditionType.Completed.name(), ConditionType.Failed.name());

  private Ending() {}

  /** Nothing is to run for it: finished, suspended or deleted. */
  public static boolean isOver(AvatarSession session) {
    return isFinished(session)
        || session.getMetadata().getDeletionTimestamp() != null
        || isSuspended(session);
  }

  public static boolean isSuspended(AvatarSession session) {
    return Boolean.TRUE.equals(session.getSpec().suspend()) && !Requests.of(session).isPaused();
  }

  /** Its avatar may stand in the room, or is about to. */
  public static boolean wantsSeat(AvatarSession session) {
    return !isFinished(session) && (isProvided(session) || !isOver(session));
  }

  public static boolean hasWorker(AvatarSession session) {
    return session.getStatus() != null && session.getStatus().worker() != null;
  }

  /** Whether the state that its status tells is this one. */
  public static boolean isIn(AvatarSession session, SessionState state) {
    return session.getStatus() != null && state.is(session.getStatus().state());
  }

  /** It has a worker or, where another drives it, credentials to do so. */
  public static boolean isProvided(AvatarSession session) {
    return hasWorker(session) || (!DrivenBy.of(session).isWorker() && hasCredentials(session));
  }

  private static boolean hasCredentials(AvatarSession session) {
    var status = session.getStatus();
    return status != null && status.credentials() != null && !status.credentials().isEmpty();
  }

  /**
   * Completed or failed for good; the annotation or a new generation starts it again, but not one
   * that suspends it: how it ended stays.
   */
  public static boolean isFinished(AvatarSession session) {
    var status = session.getStatus();
    return status != null
        && status.finishedAt() != null
        && hasEnded(status)
        && (isSeen(session) || isSuspended(session))
        && !Requests.of(session).asksFor(Requests.Request.RESTART);
  }

  private static boolean hasEnded(AvatarSessionStatus status) {
    return status.conditions() != null
        && status.conditions().stream()
            .filter(condition -> condition.getStatus().equals("True"))
            .map(Condition::getType)
            .anyMatch(ENDS::contains);
  }

  /** Whether the status is about the present generation. */
  public static boolean isSeen(AvatarSession session) {
    return Objects.equals(
        session.getStatus().observedGeneration(), session.getMetadata().getGeneration());
  }

  /** What is left of maxDuration. */
  public static Duration remaining(Turn turn, EffectiveSession settings) {
    return countedFrom(turn)
        .map(start -> Duration.between(turn.now(), start.plus(settings.maxDuration())))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .orElse(settings.maxDuration());
  }

  /** From when maxDuration is counted: later than the start by the time in Parked and Queued. */
  public static Optional<Instant> countedFrom(Turn turn) {
    return startedAt(turn).map(start -> start.plus(Waiting.total(turn)));
  }

  /** When it has run for so long, if it is confirmed now at the latest. */
  public static Instant after(Turn turn, Duration limit) {
    return countedFrom(turn).orElse(turn.now()).plus(limit);
  }

  /** When the session was first confirmed in this run. */
  public static Optional<Instant> startedAt(Turn turn) {
    if (turn.started().filter(start -> start == Turn.Start.ANEW).isPresent()) {
      return Optional.empty();
    }
    return turn.stored()
        .filter(status -> status.finishedAt() == null)
        .map(status -> status.startedAt())
        .map(Instant::parse)
        .or(turn::began);
  }

  /** How long it has run, without the time in Parked and Queued. */
  public static Optional<Duration> run(Turn turn) {
    return countedFrom(turn)
        .map(start -> Duration.between(start, turn.now()))
        .filter(time -> !time.isNegative());
  }

  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
