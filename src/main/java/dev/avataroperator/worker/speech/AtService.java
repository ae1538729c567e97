package dev.avataroperator.worker.speech;

import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.latency.LatencyRecorder;
import dev.avataroperator.worker.speech.Finish.Reason;
import dev.avataroperator.worker.speech.Finish.Source;
import java.time.Duration;

/** A segment that has a request at the avatar service, and what the service answered. */
final class AtService {
  private static final long INTERRUPT_ANSWER = Duration.ofMillis(450).toNanos();

  private final Segment segment;
  private final String requestId;
  private final LatencyRecorder latency;
  private final FirstAnimation first;
  private boolean endSent;
  private long interruptReadAt;
  private long playedAtInterrupt;

  AtService(Segment segment, String requestId, LatencyRecorder latency, long previousFinish) {
    this.segment = segment;
    this.requestId = requestId;
    this.latency = latency;
    var from = Math.max(segment.firstReadAt(), previousFinish);
    this.first = new FirstAnimation(requestId, latency, from);
  }

  private AtService(AtService former, String requestId) {
    this.segment = former.segment;
    this.requestId = requestId;
    this.latency = former.latency;
    this.first = former.first.under(requestId);
  }

  /** The same segment under a new request, after the connection was lost. */
  AtService again(String freshId) {
    return new AtService(this, freshId);
  }

  Segment segment() {
    return segment;
  }

  String requestId() {
    return requestId;
  }

  FirstAnimation first() {
    return first;
  }

  boolean isEndSent() {
    return endSent;
  }

  void endSent() {
    endSent = true;
  }

  /** The service's answer, which is also its sign that it plays the request. */
  void animation(long now) {
    first.seen(now);
    playing(now);
  }

  /** The service plays the request. */
  void playing(long now) {
    if (!segment.playback().isStarted()) {
      segment.playback().signalled(now);
      segment.started();
    }
  }

  /** Moves the estimates on. */
  void tick(long now) {
    first.tick(now);
    if (segment.playback().beginIfDue(now)) {
      segment.started();
    }
    segment.releasePlayed(now);
  }

  void played(Source source) {
    finish(segment.writtenBytes(), Reason.Played, source);
  }

  /** The service stopped it by itself, after this much of it was heard. */
  void stoppedByService(long playedMs) {
    var heard = segment.heardMillis(playedMs);
    segment.finish(new Finish(heard, Reason.Interrupted, Source.Signal, first.millis()));
  }

  /** Stops it; the answer is awaited with {@link #isAnswerOverdue}. */
  void interrupted(long now, long readAt) {
    interruptReadAt = readAt;
    playedAtInterrupt = segment.playedBytes(now);
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
    interruptUnanswered();
  }

  /** The service knows better than we how much of it was heard. */
  void interruptAnswered(long playedMs, long now) {
    latency.record(LatencyPoint.INTERRUPT_EFFECTIVE, now - interruptReadAt);
    stoppedByService(playedMs);
  }

  void interruptUnanswered() {
    finish(playedAtInterrupt, Reason.Interrupted, Source.Estimate);
  }

  private void finish(long playedBytes, Reason reason, Source source) {
    segment.finish(new Finish(segment.millis(playedBytes), reason, source, first.millis()));
  }
}
