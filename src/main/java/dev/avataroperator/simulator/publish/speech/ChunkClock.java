package dev.avataroperator.simulator.publish.speech;

/**
 * How many chunks of 10 ms are due. After a hold-up at most 200 ms are caught up; the rest of the
 * schedule moves. Pure: the time is passed in.
 */
public final class ChunkClock {
  /** How long a chunk plays. */
  public static final long CHUNK_NANOS = 10_000_000;

  private static final long MOST_BEHIND = 20;

  private boolean started;
  private long next;

  /** The first one is due at the first call. */
  public int due(long now) {
    if (!started) {
      started = true;
      next = now;
    }
    if (now - next < 0) {
      return 0;
    }
    var behind = (now - next) / CHUNK_NANOS + 1;
    var due = Math.min(behind, MOST_BEHIND);
    next += behind * CHUNK_NANOS;
    return (int) due;
  }
}
