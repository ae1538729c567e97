package dev.avataroperator.operator.session.status;

import java.time.Duration;
import java.time.Instant;

/** So many writes a second over all sessions. */
public final class WriteBudget {
  private final int perSecond;
  private Instant second = Instant.EPOCH;
  private int taken;

  public WriteBudget(int perSecond) {
    this.perSecond = perSecond;
  }

  synchronized boolean take(Instant now) {
    if (Duration.between(second, now).toMillis() >= 1_000) {
      second = now;
      taken = 0;
    }
    return taken < perSecond && ++taken > 0;
  }
}
