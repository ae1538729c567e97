package dev.avataroperator.gateway;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets each user make so many calls at once and then so many a second. The ten thousand users who
 * called last are remembered.
 */
final class CallRate {
  private static final int REMEMBERED = 10_000;

  private final int burst;
  private final Duration pause;
  private final LongSupplier nanoTime;
  private final Map<String, Long> freeAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param pause between two calls in the long run
   */
  CallRate(int burst, Duration pause, LongSupplier nanoTime) {
    this.burst = burst;
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  /** Counts a call; if it is one too many, how long to wait. */
  synchronized Optional<Duration> call(String user) {
    var now = nanoTime.getAsLong();
    var free = freeAt.getOrDefault(user, now);
    var backlog = Math.max(0, free - now);
    if (backlog > pause.toNanos() * (burst - 1)) {
      return Optional.of(Duration.ofSeconds(1));
    }
    freeAt.put(user, now + backlog + pause.toNanos());
    return Optional.empty();
  }
}
