package dev.avataroperator.simulator.playback;

import java.util.function.LongSupplier;

/** Time that stands still while playback is paused. */
final class PlayTime {
  private final LongSupplier nanoTime;
  private long stoodStill;
  private long pausedAt;
  private boolean paused;

  PlayTime(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  long now() {
    return (paused ? pausedAt : nanoTime.getAsLong()) - stoodStill;
  }

  boolean isPaused() {
    return paused;
  }

  void pause() {
    if (!paused) {
      pausedAt = nanoTime.getAsLong();
      paused = true;
    }
  }

  void resume() {
    if (paused) {
      stoodStill += nanoTime.getAsLong() - pausedAt;
      paused = false;
    }
  }
}
