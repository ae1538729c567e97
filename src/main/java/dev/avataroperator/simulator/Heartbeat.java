package dev.avataroperator.simulator;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Pings the client and drops it when it hasn't answered for too long. */
final class Heartbeat {
  private static final Duration PERIOD = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private final Wire wire;
  private final LongSupplier nanoTime;
  private long lastPong;

  private Heartbeat(Wire wire, LongSupplier nanoTime) {
    this.wire = wire;
    this.nanoTime = nanoTime;
    this.lastPong = nanoTime.getAsLong();
  }

  static void start(Wire wire, LongSupplier nanoTime, Timers timers) {
    var heartbeat = new Heartbeat(wire, nanoTime);
    wire.socket().pongHandler(pong -> heartbeat.lastPong = nanoTime.getAsLong());
    timers.every(PERIOD, heartbeat::beat);
  }

  private void beat() {
    if (nanoTime.getAsLong() - lastPong >= LIMIT.toNanos()) {
      wire.drop();
    } else {
      wire.ping();
    }
  }
}
