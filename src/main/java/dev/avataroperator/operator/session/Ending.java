package dev.avataroperator.operator.session;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** When a session is over, and how long it may still run. */
final class Ending {
  private Ending() {}

  /** Finished for its present generation, suspended or deleted: it holds no seat. */
  static boolean isOver(AvatarSession session) {
    return isFinished(session)
        || session.getMetadata().getDeletionTimestamp() != null
        || Boolean.TRUE.equals(session.getSpec().suspend());
  }

  /** Completed or failed for good; a new generation starts it again. */
  static boolean isFinished(AvatarSession session) {
    var status = session.getStatus();
    return status != null
        && status.finishedAt() != null
        && Objects.equals(status.observedGeneration(), session.getMetadata().getGeneration());
  }

  /** What is left of maxDuration. */
  static Duration remaining(Turn turn, EffectiveSession settings) {
    return startedAt(turn)
        .map(start -> Duration.between(turn.now(), start.plus(settings.maxDuration())))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .orElse(settings.maxDuration());
  }

  /** When the session was first confirmed in this run. */
  static Optional<Instant> startedAt(Turn turn) {
    return turn.stored()
        .filter(status -> status.finishedAt() == null)
        .map(status -> status.startedAt())
        .map(Instant::parse);
  }

  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
