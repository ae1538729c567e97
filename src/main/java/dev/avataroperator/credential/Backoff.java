package dev.avataroperator.credential;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with full-range jitter in its upper half: 1 s, 2 s, 4 s … at most 60 s. */
public final class Backoff {
  private static final long FIRST_MS = 1_000;
  private static final long MOST_MS = 60_000;

  private final RandomGenerator random;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait after the given number of failures in a row (1 = the first). */
  public Duration after(int failures) {
    var full = Math.min(MOST_MS, FIRST_MS << Math.min(Math.max(failures, 1) - 1, 16));
    return Duration.ofMillis(full / 2 + (long) (random.nextDouble() * (full / 2.0)));
  }
}
