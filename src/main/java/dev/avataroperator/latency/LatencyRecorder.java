package dev.avataroperator.latency;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.PackedHistogram;

/**
 * The last five minutes of a session's latencies, in one-minute slots of packed histograms with two
 * significant digits: a few KiB per session. Belongs to one event loop.
 */
public final class LatencyRecorder {
  /** Longer ones, and those that never ended, count as this. */
  public static final long OVERFLOW_MS = 10_000;

  private static final int SLOTS = 5;
  private static final long SLOT_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int DIGITS = 2;

  private final LongSupplier nanoTime;
  private final long epoch;
  private final Map<LatencyPoint, Rolling> points = new EnumMap<>(LatencyPoint.class);

  public LatencyRecorder(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.epoch = nanoTime.getAsLong();
  }

  public void record(LatencyPoint point, long nanos) {
    var millis = Math.min(OVERFLOW_MS, Math.max(0, TimeUnit.NANOSECONDS.toMillis(nanos)));
    points.computeIfAbsent(point, name -> new Rolling()).record(slot(), millis);
  }

  /** An answer that never came, so that an outage doesn't look like an improvement. */
  public void recordOverflow(LatencyPoint point) {
    record(point, TimeUnit.MILLISECONDS.toNanos(OVERFLOW_MS));
  }

  public LatencySummary summary(LatencyPoint point) {
    var rolling = points.get(point);
    return rolling == null ? LatencySummary.NONE : LatencySummary.of(rolling.merged(slot()));
  }

  private long slot() {
    return (nanoTime.getAsLong() - epoch) / SLOT_NANOS;
  }

  /** One histogram a minute, each made when it is first needed. */
  private static final class Rolling {
    private final Histogram[] slots = new Histogram[SLOTS];
    private final long[] minutes = new long[SLOTS];

    void record(long minute, long millis) {
      var index = (int) (minute % SLOTS);
      if (slots[index] == null || minutes[index] != minute) {
        slots[index] = histogram();
        minutes[index] = minute;
      }
      slots[index].recordValue(millis);
    }

    Histogram merged(long now) {
      var all = histogram();
      for (var index = 0; index < SLOTS; index++) {
        if (slots[index] != null && now - minutes[index] < SLOTS) {
          all.add(slots[index]);
        }
      }
      return all;
    }

    private static Histogram histogram() {
      return new PackedHistogram(OVERFLOW_MS, DIGITS);
    }
  }
}
