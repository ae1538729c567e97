package dev.avataroperator.worker.session;

import java.time.Duration;

/**
 * Keeps the first audio back until the avatar is seen in its room, so that a greeting isn't
 * clipped; at most five seconds from the confirm, since a room can't always be seen.
 */
final class Hold {
  private static final long LONGEST = Duration.ofSeconds(5).toNanos();

  private boolean over;
  private boolean counting;
  private long since;

  void confirmed(long now) {
    if (!counting) {
      counting = true;
      since = now;
    }
  }

  void published() {
    over = true;
  }

  /** The avatar leaves its room: what comes next is held again. */
  void renew() {
    over = false;
    counting = false;
  }

  boolean isOver(long now) {
    over |= counting && now - since >= LONGEST;
    return over;
  }
}
