package dev.avataroperator.worker.speech;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Requests that finished before the service animated them: the answer may still come, and if it
 * doesn't, that counts.
 */
final class Unanswered {
  private static final int MOST = 32;

  private final Deque<FirstAnimation> awaited = new ArrayDeque<>();

  void add(FirstAnimation first) {
    if (!first.isAwaited()) {
      return;
    }
    if (awaited.size() == MOST) {
      awaited.remove().missed();
    }
    awaited.add(first);
  }

  void animation(String requestId, long now) {
    awaited.stream().filter(each -> each.requestId().equals(requestId)).forEach(a -> a.seen(now));
    awaited.removeIf(each -> !each.isAwaited());
  }

  void tick(long now) {
    awaited.forEach(each -> each.tick(now));
    awaited.removeIf(each -> !each.isAwaited());
  }

  /** The connection is gone, and the answers with it. */
  void disconnected() {
    List.copyOf(awaited).forEach(FirstAnimation::missed);
    awaited.clear();
  }
}
