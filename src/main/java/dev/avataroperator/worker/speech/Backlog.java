package dev.avataroperator.worker.speech;

import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.latency.LatencyRecorder;
import dev.avataroperator.worker.speech.Finish.Reason;
import dev.avataroperator.worker.speech.Finish.Source;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Segments that wait for the service, in order; in front the one that a lost connection cut off,
 * which goes on where it was heard last if a new connection comes within three seconds. The others
 * are sent again unless the loss has made them more than ten seconds late.
 */
final class Backlog {
  private static final long RESUMED_WITHIN = Duration.ofSeconds(3).toNanos();
  private static final long LATE = Duration.ofSeconds(10).toNanos();

  private final Deque<Segment> waiting = new ArrayDeque<>();
  private final LatencyRecorder latency;
  private AtService cut;
  private boolean away;
  private long cutAt;
  private long freeAt;

  Backlog(LatencyRecorder latency, long now) {
    this.latency = latency;
    this.freeAt = now;
  }

  /** Since when what waits here could have been spoken, had the service been there. */
  void free(long since) {
    freeAt = since;
  }

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

  /** Drops what is late. */
  void expire(long now) {
    for (var segment : late(now)) {
      freeAt = Math.max(freeAt, segment.firstReadAt()) + segment.nanos();
      drop(segment, Reason.Expired);
    }
  }

  /** Drops all: no connection is coming. */
  void abandon(long now) {
    late(now).forEach(this::missed);
    List.copyOf(waiting).forEach(segment -> drop(segment, Reason.ConnectionLost));
  }

  void drop(Segment segment, Reason reason) {
    waiting.remove(segment);
    var former = former(segment);
    if (former != null || reason == Reason.Expired) {
      missed(segment);
    }
    cut = former == null ? cut : null;
    segment.finish(
        new Finish(
            segment.millis(segment.heardBytes()),
            reason,
            Source.Estimate,
            former == null ? null : former.first().millis()));
  }

  /** Its answer won't come, which counts as the longest wait. */
  private void missed(Segment segment) {
    var former = former(segment);
    if (former == null) {
      latency.recordOverflow(LatencyPoint.FIRST_ANIMATION);
    } else {
      former.first().missed();
    }
  }

  /**
   * What nobody has heard although, with a service that was there, it would have begun more than
   * ten seconds ago: when its first audio was read, or once what stands before it had been spoken.
   */
  private List<Segment> late(long now) {
    var late = new ArrayList<Segment>();
    var turn = freeAt;
    for (var segment : waiting) {
      if (!segment.isEmpty() && !segment.hasStarted()) {
        turn = Math.max(turn, segment.firstReadAt());
        if (now - turn > LATE) {
          late.add(segment);
        }
        turn += segment.nanos();
      }
    }
    return late;
  }

  private boolean isCutOff() {
    return cut != null && cut.segment().hasStarted() && waiting.contains(cut.segment());
  }
}
