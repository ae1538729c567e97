package dev.avataroperator.operator.session.status;

import static dev.avataroperator.status.ConditionType.LatencyOnTarget;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.Driver;
import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the 95th percentile of the last five minutes, from a segment's first audio to its first
 * animation, is within the session's target; fewer than 20 samples say nothing.
 */
final class LatencyTarget {
  private static final long ENOUGH = 20;

  private LatencyTarget() {}

  static void judge(Turn turn, SessionReport report) {
    var target = of(turn.session());
    if (target.isEmpty()) {
      return;
    }
    var measured = report.latency();
    var limit = "the target of " + GoDuration.format(target.get());
    if (measured == null || measured.samples() < ENOUGH || measured.firstAnimationP95Ms() == null) {
      turn.conditions()
          .isUnknown(
              LatencyOnTarget,
              Reason.TooFewSamples,
              "Fewer than " + ENOUGH + " segments were spoken in the last five minutes.");
    } else if (measured.firstAnimationP95Ms() <= target.get().toMillis()) {
      turn.conditions()
          .isTrue(LatencyOnTarget, Reason.OnTarget, "The 95th percentile is within " + limit + ".");
    } else {
      turn.conditions()
          .isFalse(
              LatencyOnTarget,
              Reason.LatencyAboveTarget,
              "The 95th percentile is above "
                  + limit
                  + ": compare status.latency, and look at the worker's load and the region.");
    }
  }

  private static Optional<Duration> of(AvatarSession session) {
    return Optional.ofNullable(session.getSpec().driver())
        .map(Driver::worker)
        .map(Driver.Worker::latencyTarget)
        .map(target -> target.firstAnimationP95())
        .map(GoDuration::parse);
  }
}
