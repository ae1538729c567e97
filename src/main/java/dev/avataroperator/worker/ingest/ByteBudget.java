package dev.avataroperator.worker.ingest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of audio that all of a worker's sessions may hold together. When more than half of it
 * is taken, sessions are offered less, in proportion to what is left.
 */
public final class ByteBudget {
  private final long total;
  private final AtomicLong taken = new AtomicLong();

  public ByteBudget(long total) {
    this.total = total;
  }

  /** Counts bytes that were read; false when they go beyond the budget. */
  boolean take(long bytes) {
    return taken.addAndGet(bytes) <= total;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  public long taken() {
    return taken.get();
  }

  /** What of the wished a session may be offered now. */
  long offer(long wished) {
    var free = Math.max(0, total - taken.get());
    return Math.min(free, free * 2 >= total ? wished : wished * 2 * free / total);
  }
}
