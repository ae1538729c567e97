package dev.avataroperator.simulator.session;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Pings the client and drops it when it hasn't answered for too long. */
final class Heartbeat {
  static final Duration PERIOD = Duration.ofSeconds(20);
  static final Duration LIMIT = Duration.ofSeconds(40);

  private final LongSupplier nanoTime;
  private final Runnable ping;
  private final Runnable drop;
  private long lastPong;

  Heartbeat(LongSupplier nanoTime, Runnable ping, Runnable drop) {
    this.nanoTime = nanoTime;
    this.ping = ping;
    this.drop = drop;
    this.lastPong = nanoTime.getAsLong();
  }

  void pong() {
    lastPong = nanoTime.getAsLong();
  }

  /** Called once a period. */
  void beat() {
    if (nanoTime.getAsLong() - lastPong >= LIMIT.toNanos()) {
      drop.run();
    } else {
      ping.run();
    }
  }
}
