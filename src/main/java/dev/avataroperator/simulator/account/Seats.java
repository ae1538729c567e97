package dev.avataroperator.simulator.account;

import dev.avataroperator.simulator.settings.SimulatorSettings.Quota;
import dev.avataroperator.simulator.settings.SimulatorSettings.Quota.Point;
import java.util.concurrent.atomic.AtomicInteger;

/** The sessions that count for the quota, over all event loops. */
public final class Seats {
  private final Quota quota;
  private final AtomicInteger taken = new AtomicInteger();

  Seats(Quota quota) {
    this.quota = quota;
  }

  boolean refusesMint() {
    return quota.point() == Point.Mint && limited() && taken.get() >= quota.concurrency();
  }

  /** Whether a session takes its seat at this point of its life. */
  public boolean countsAt(Point point) {
    return point == (quota.point() == Point.Configure ? Point.Configure : Point.Upgrade);
  }

  /** A session minted in time keeps its seat: only the other two points refuse here. */
  public boolean take() {
    var mine = taken.incrementAndGet();
    if (quota.point() == Point.Mint || !limited() || mine <= quota.concurrency()) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  public void release() {
    taken.decrementAndGet();
  }

  private boolean limited() {
    return quota.concurrency() > 0;
  }
}
