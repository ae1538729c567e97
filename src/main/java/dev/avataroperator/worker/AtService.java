package dev.avataroperator.worker;

import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.latency.LatencyRecorder;
import dev.avataroperator.worker.Finish.Reason;
import dev.avataroperator.worker.Finish.Source;
import java.time.Duration;

/** A segment that has a request at the avatar service, and what the service answered. */
final class AtService {
  private static final long NO_ANSWER = Duration.ofMillis(LatencyRecorder.OVERFLOW_MS).toNanos();

  private static final long INTERRUPT_ANSWER = Duration.ofMillis(450).toNanos();

  private final Segment segment;
  private final String requestId;
  private final LatencyRecorder latency;
  private final long latencyFrom;
  private Long latencyMs;
  private boolean measured;
  private boolean endSent;
  private long interruptReadAt;
  private long playedAtInterrupt;

  AtService(Segment segment, String requestId, LatencyRecorder latency, long previousFinish) {
    this.segment = segment;
    this.requestId = requestId;
    this.latency = latency;
    this.latencyFrom = Math.max(segment.firstReadAt(), previousFinish);
  }

  Segment segment() {
    return segment;
  }

  String requestId() {
    return requestId;
  }

  boolean isEndSent() {
    return endSent;
  }

  void endSent() {
    endSent = true;
  }

  /** The service's sign that it plays the request. */
  void animation(long now) {
    if (!measured) {
      measured = true;
      latency.record(LatencyPoint.FIRST_ANIMATION, now - latencyFrom);
      latencyMs = Duration.ofNanos(now - latencyFrom).toMillis();
    }
    if (!segment.playback().isStarted()) {
      segment.playback().signalled(now);
      segment.started();
    }
  }

  /** Moves the estimates on. */
  void tick(long now) {
    if (!measured && now - latencyFrom >= NO_ANSWER) {
      measured = true;
      latency.recordOverflow(LatencyPoint.FIRST_ANIMATION);
    }
    if (segment.playback().beginIfDue(now)) {
      segment.started();
    }
    segment.releasePlayed(now);
  }

  void played(Source source) {
    var bytes = segment.playback().writtenBytes();
    finish(bytes, Reason.Played, source);
  }

  void lost(long now) {
    finish(segment.playback().playedBytes(now), Reason.ConnectionLost, Source.Estimate);
  }

  /** Stops it; the answer is awaited with {@link #isAnswerOverdue}. */
  void interrupted(long now, long readAt) {
    interruptReadAt = readAt;
    playedAtInterrupt = segment.playback().playedBytes(now);
    segment.discard();
  }

  void interruptSent(long now) {
    latency.record(LatencyPoint.INTERRUPT_SENT, now - interruptReadAt);
  }

  boolean isAnswerOverdue(long now) {
    return now - interruptReadAt >= INTERRUPT_ANSWER;
  }

  void interruptAnswered(long now) {
    latency.record(LatencyPoint.INTERRUPT_EFFECTIVE, now - interruptReadAt);
    finish(playedAtInterrupt, Reason.Interrupted, Source.Signal);
  }

  void interruptUnanswered() {
    finish(playedAtInterrupt, Reason.Interrupted, Source.Estimate);
  }

  private void finish(long playedBytes, Reason reason, Source source) {
    segment.finish(new Finish(segment.millis(playedBytes), reason, source, latencyMs));
  }
}
