package dev.avataroperator.worker.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long a worker keeps its sessions without hearing from a leader: an operator may be away for
 * ten minutes without effect on speech; then it may have given the sessions to others.
 */
public final class Lease {
  public static final Duration DURATION = Duration.ofMinutes(10);

  private final LongSupplier nanoTime;
  private final AtomicLong lastContact;

  public Lease(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastContact = new AtomicLong(nanoTime.getAsLong());
  }

  /** A leader spoke: a request with an accepted term, or its ping on the event feed. */
  void contact() {
    lastContact.set(nanoTime.getAsLong());
  }

  public boolean isOver() {
    return nanoTime.getAsLong() - lastContact.get() >= DURATION.toNanos();
  }
}
