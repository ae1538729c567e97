package dev.avataroperator.worker.session;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/**
 * How late an event loop is: the 99th percentile of the ticks of the last full ten seconds. Written
 * on its loop, read anywhere.
 */
final class LagProbe {
  private static final long WINDOW = Duration.ofSeconds(10).toNanos();
  private static final long MOST_MS = 60_000;
  private static final int BUSY_MS = 50;

  private final long everyNanos;
  private final Histogram window = new PackedHistogram(MOST_MS, 2);
  private long last;
  private long windowEnd;
  private volatile long p99;

  LagProbe(Duration every, long now) {
    this.everyNanos = every.toNanos();
    this.last = now;
    this.windowEnd = now + WINDOW;
  }

  void tick(long now) {
    var lateMs = Duration.ofNanos(Math.max(0, now - last - everyNanos)).toMillis();
    last = now;
    window.recordValue(Math.min(MOST_MS, lateMs));
    if (now - windowEnd >= 0) {
      p99 = window.getValueAtPercentile(99);
      window.reset();
      windowEnd = now + WINDOW;
    }
  }

  long p99Ms() {
    return p99;
  }

  boolean isBusy() {
    return p99 > BUSY_MS;
  }
}
