package dev.avataroperator.simulator.session;

import dev.avataroperator.simulator.playback.Playback;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** One session's timers, so that none outlives it. Used on the session's event loop only. */
final class Timers {
  private final Vertx vertx;
  private final Set<Long> running = new HashSet<>();
  private boolean stopped;

  Timers(Vertx vertx) {
    this.vertx = vertx;
  }

  long after(Duration delay, Runnable action) {
    if (stopped) {
      return -1;
    }
    var id =
        vertx.setTimer(
            wholeMillis(delay),
            fired -> {
              running.remove(fired);
              action.run();
            });
    running.add(id);
    return id;
  }

  void every(Duration period, Runnable action) {
    if (!stopped) {
      running.add(vertx.setPeriodic(wholeMillis(period), fired -> action.run()));
    }
  }

  /** An alarm that rings one timer. */
  Playback.Alarm alarm(Runnable action) {
    return new Playback.Alarm() {
      private long timer = -1;

      @Override
      public void set(long nanosAhead) {
        cancel(timer);
        timer = after(Duration.ofNanos(Math.max(0, nanosAhead)), action);
      }

      @Override
      public void off() {
        cancel(timer);
      }
    };
  }

  private void cancel(long id) {
    if (running.remove(id)) {
      vertx.cancelTimer(id);
    }
  }

  void cancelAll() {
    stopped = true;
    running.forEach(vertx::cancelTimer);
    running.clear();
  }

  /** Rounded up, so that nothing fires early; Vert.x knows no timer of 0 ms. */
  private static long wholeMillis(Duration delay) {
    return Math.max(1, delay.plusNanos(999_999).toMillis());
  }
}
