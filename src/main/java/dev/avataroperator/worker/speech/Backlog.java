package dev.avataroperator.worker.speech;

import dev.avataroperator.worker.speech.Finish.Reason;
import dev.avataroperator.worker.speech.Finish.Source;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Segments that wait for the service, in order; in front the one that a lost connection cut off,
 * which goes on where it was heard last if a new connection comes within three seconds.
 */
final class Backlog {
  private static final long RESUMED_WITHIN = Duration.ofSeconds(3).toNanos();

  private final Deque<Segment> waiting = new ArrayDeque<>();
  private AtService cut;
  private boolean away;
  private long cutAt;

  void add(Segment segment) {
    waiting.add(segment);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean holdsAudio() {
    return waiting.stream().anyMatch(segment -> !segment.isEmpty());
  }

  boolean contains(Segment segment) {
    return waiting.contains(segment);
  }

  /** The first with something to write or to end, taken out; null if there is none. */
  Segment next() {
    var first = waiting.peek();
    if (first == null || (first.isEmpty() && !first.isComplete())) {
      return null;
    }
    return waiting.remove();
  }

  /** The request that the segment had at a lost connection; null if it had none. */
  AtService former(Segment segment) {
    return cut != null && cut.segment() == segment ? cut : null;
  }

  /**
   * Puts back what a lost connection cut off: to where it was heard last, else to its beginning.
   *
   * @param heardAt when something came from the service last
   */
  void putBack(AtService lost, long now, long heardAt) {
    lost.segment().rewind(now);
    cut = lost;
    cutAt = away ? cutAt : heardAt;
    away = true;
    waiting.addFirst(lost.segment());
  }

  /** There is a connection again; true if what was cut off came to its end for being too late. */
  boolean reconnected(long now) {
    var late = tick(now);
    away = false;
    return late;
  }

  /** True if what was cut off came to its end. */
  boolean tick(long now) {
    var late = away && isCutOff() && now - cutAt >= RESUMED_WITHIN;
    if (late) {
      drop(cut.segment(), Reason.ConnectionLost);
    }
    return late;
  }

  /** Drops what nobody has heard and whose first audio was read before this time. */
  void expire(long before) {
    for (var segment : List.copyOf(waiting)) {
      if (!segment.isEmpty() && !segment.hasStarted() && segment.firstReadAt() - before < 0) {
        drop(segment, Reason.Expired);
      }
    }
  }

  void dropAll(Reason reason) {
    List.copyOf(waiting).forEach(segment -> drop(segment, reason));
  }

  void drop(Segment segment, Reason reason) {
    waiting.remove(segment);
    var former = former(segment);
    if (former != null) {
      former.first().missed();
      cut = null;
    }
    segment.finish(
        new Finish(
            segment.millis(segment.heardBytes()),
            reason,
            Source.Estimate,
            former == null ? null : former.first().millis()));
  }

  private boolean isCutOff() {
    return cut != null && cut.segment().hasStarted() && waiting.contains(cut.segment());
  }
}
