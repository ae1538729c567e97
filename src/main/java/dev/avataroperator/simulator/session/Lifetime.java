package dev.avataroperator.simulator.session;

import dev.avataroperator.simulator.configure.Egress;
import java.time.Duration;

/** Ends a confirmed session that lasts too long or is silent for too long. */
final class Lifetime {
  private final DrivingSession session;
  private final Timers timers;

  Lifetime(DrivingSession session, Timers timers) {
    this.session = session;
    this.timers = timers;
  }

  void watch(Duration longest, Egress egress, Speech speech) {
    if (!longest.isZero()) {
      timers.after(longest, () -> session.close(4002, "session hit its maximum duration"));
    }
    if (!egress.idleTimeout().isZero()) {
      watchSilence(egress.idleTimeout(), speech);
    }
  }

  private void watchSilence(Duration limit, Speech speech) {
    var left = limit.minus(speech.idleFor());
    if (left.isZero() || left.isNegative()) {
      session.close(1000, "idle timeout");
    } else {
      timers.after(left, () -> watchSilence(limit, speech));
    }
  }
}
