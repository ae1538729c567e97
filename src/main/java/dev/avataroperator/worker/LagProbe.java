package dev.avataroperator.worker;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/**
 * How late an event loop is: the 99th percentile of the last 10 to 20 seconds of ticks. Written on
 * its loop, read anywhere.
 */
final class LagProbe {
  private static final long WINDOW = Duration.ofSeconds(10).toNanos();
  private static final long MOST_MS = 60_000;
  private static final int BUSY_MS = 50;

  private final long everyNanos;
  private Histogram present = histogram();
  private Histogram before = histogram();
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
    present.recordValue(Math.min(MOST_MS, lateMs));
    if (now - windowEnd >= 0) {
      before = present;
      present = histogram();
      windowEnd = now + WINDOW;
      p99 = before.getValueAtPercentile(99);
    } else if (lateMs > BUSY_MS) {
      p99 = Math.max(p99, both().getValueAtPercentile(99));
    }
  }

  long p99Ms() {
    return p99;
  }

  boolean isBusy() {
    return p99 > BUSY_MS;
  }

  private Histogram both() {
    var all = histogram();
    all.add(before);
    all.add(present);
    return all;
  }

  private static Histogram histogram() {
    return new PackedHistogram(MOST_MS, 2);
  }
}
