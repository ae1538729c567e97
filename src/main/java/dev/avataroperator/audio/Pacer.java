package dev.avataroperator.audio;

import java.time.Duration;

/**
 * How much of a recording is due: what real time asks for and a lead, in chunks of 20 ms. After a
 * hold-up at most one second is caught up; the rest of the schedule moves. Pure: the time is passed
 * in.
 */
public final class Pacer {
  private static final long CHUNK_NANOS = Duration.ofMillis(20).toNanos();
  private static final long CATCH_UP_NANOS = Duration.ofSeconds(1).toNanos();

  private final PcmFormat format;
  private final long leadNanos;
  private long anchor;
  private boolean started;
  private long taken;

  public Pacer(PcmFormat format, Duration lead) {
    this.format = format;
    this.leadNanos = lead.toNanos();
  }

  /** Bytes to send now; the clock starts at the first call. */
  public int due(long now) {
    if (!started) {
      started = true;
      anchor = now;
    }
    var ahead = format.nanos(taken);
    var behind = now - anchor - ahead;
    if (behind > CATCH_UP_NANOS) {
      anchor += behind - CATCH_UP_NANOS;
    }
    var owed = Math.max(0, now - anchor + leadNanos - ahead);
    return (int) format.bytes(owed / CHUNK_NANOS * CHUNK_NANOS);
  }

  public void take(int bytes) {
    taken += bytes;
  }
}
