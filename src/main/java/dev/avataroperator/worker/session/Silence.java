package dev.avataroperator.worker.session;

import java.time.Duration;

/** How long nothing was read and no segment was unfinished; written on one loop, read anywhere. */
final class Silence {
  private volatile long since;
  private volatile boolean on;

  Silence(long now) {
    since = now;
    on = true;
  }

  void tick(boolean silent, long lastAudioAt, long now) {
    if (!silent || lastAudioAt - since > 0) {
      since = silent ? lastAudioAt : now;
    }
    on = silent;
  }

  /** Null while it isn't silent. */
  Long millis(long now) {
    return on ? (Long) Math.max(0, Duration.ofNanos(now - since).toMillis()) : null;
  }
}
