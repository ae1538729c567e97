package dev.avataroperator.worker.speech;

import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.latency.LatencyRecorder;
import java.time.Duration;

/** The wait for the service's first animation of a request; recorded once at most. */
final class FirstAnimation {
  private static final long NO_ANSWER = Duration.ofMillis(LatencyRecorder.OVERFLOW_MS).toNanos();

  private final String requestId;
  private final LatencyRecorder latency;
  private final long from;
  private Long millis;
  private boolean recorded;

  FirstAnimation(String requestId, LatencyRecorder latency, long from) {
    this.requestId = requestId;
    this.latency = latency;
    this.from = from;
  }

  /** The same wait under another request of the same segment. */
  FirstAnimation under(String freshId) {
    var same = new FirstAnimation(freshId, latency, from);
    same.recorded = recorded;
    same.millis = millis;
    return same;
  }

  String requestId() {
    return requestId;
  }

  boolean isAwaited() {
    return !recorded;
  }

  /** How long it took; null while it hasn't come. */
  Long millis() {
    return millis;
  }

  void seen(long now) {
    if (!recorded) {
      recorded = true;
      latency.record(LatencyPoint.FIRST_ANIMATION, now - from);
      millis = Duration.ofNanos(now - from).toMillis();
    }
  }

  /** It can't come any more, which counts as the longest wait. */
  void missed() {
    if (!recorded) {
      recorded = true;
      latency.recordOverflow(LatencyPoint.FIRST_ANIMATION);
    }
  }

  void tick(long now) {
    if (now - from >= NO_ANSWER) {
      missed();
    }
  }
}
