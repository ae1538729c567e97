package dev.avataroperator.worker.speech;

import dev.avataroperator.egress.EgressConnection;
import dev.avataroperator.egress.PlaybackSignal;
import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.latency.LatencyRecorder;
import dev.avataroperator.worker.speech.Finish.Reason;
import dev.avataroperator.worker.speech.Finish.Source;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Writes segments to the avatar service, one unfinished segment at a time, and tells when each is
 * played. Belongs to one event loop.
 */
public final class Speaker {
  /** Audio at the service that hasn't been played yet. */
  private static final long MAX_LEAD_MS = 30_000;

  private final Deque<Segment> waiting = new ArrayDeque<>();
  private final Interrupts interrupts = new Interrupts();
  private final Unanswered unanswered = new Unanswered();
  private final LatencyRecorder latency;
  private final LongSupplier nanoTime;
  private final Supplier<String> requestIds;
  private EgressConnection connection;
  private AtService current;
  private boolean signalling;
  private boolean held = true;
  private boolean awaitsRoom;
  private long lastFinish;

  public Speaker(LatencyRecorder latency, LongSupplier nanoTime, Supplier<String> requestIds) {
    this.latency = latency;
    this.nanoTime = nanoTime;
    this.requestIds = requestIds;
    this.lastFinish = nanoTime.getAsLong();
  }

  /** Puts a segment behind the others; its audio may come later. */
  void add(Segment segment) {
    waiting.add(segment);
  }

  /** Whether audio given now is written at once. */
  public boolean isOpen() {
    return connection != null && !held;
  }

  public boolean isSilent() {
    return current == null && waiting.isEmpty() && interrupts.isEmpty();
  }

  public void hold(boolean on) {
    held = on;
  }

  public void connected(EgressConnection fresh) {
    connection = fresh;
    signalling = false;
    awaitsRoom = false;
  }

  /** What was being heard ends here; what nobody has heard yet is sent again from its beginning. */
  public void disconnected(long now) {
    connection = null;
    interrupts.settle();
    unanswered.disconnected();
    var cut = current;
    current = null;
    if (cut == null) {
      return;
    }
    if (cut.segment().playback().isStarted()) {
      lastFinish = now;
      cut.lost(now);
    } else {
      cut.segment().rewind();
      waiting.addFirst(cut.segment());
    }
  }

  /** Drops waiting segments whose first audio was read before this time. */
  public void expire(long before) {
    for (var segment : List.copyOf(waiting)) {
      if (!segment.isEmpty() && segment.firstReadAt() < before) {
        drop(segment, Reason.Expired);
      }
    }
  }

  /** Ends everything that isn't finished. */
  public void abandon(long now) {
    disconnected(now);
    List.copyOf(waiting).forEach(segment -> drop(segment, Reason.ConnectionLost));
  }

  /** Stops one segment, wherever it is; nothing more of it is written. */
  public void interrupt(Segment segment, long readAt) {
    if (current == null || current.segment() != segment) {
      if (!segment.isFinished() && waiting.contains(segment)) {
        drop(segment, Reason.Interrupted);
      }
      return;
    }
    var stopped = current;
    current = null;
    lastFinish = readAt;
    stopped.interrupted(nanoTime.getAsLong(), readAt);
    interrupts.add(stopped);
    connection
        .interrupt(stopped.requestId())
        .onSuccess(done -> stopped.interruptSent(nanoTime.getAsLong()));
  }

  public void animation(String requestId, boolean end) {
    var now = nanoTime.getAsLong();
    signalling = true;
    unanswered.animation(requestId, now);
    if (!(end && interrupts.answered(requestId, now)) && isMeant(requestId, end)) {
      current.animation(now);
      if (end && current.isEndSent()) {
        finishCurrent(now, Source.Signal);
      }
    }
    pump();
  }

  /** The service's word on a request's playback, which is no answer in the sense of latency. */
  public void playback(PlaybackSignal signal) {
    var now = nanoTime.getAsLong();
    signalling = true;
    switch (signal.state()) {
      case Playing -> playing(signal.requestId(), now);
      case Ended -> ended(signal.requestId(), now);
      case Interrupted -> stopped(signal.requestId(), signal.playedMs(), now);
      default -> {
        // Nothing here pauses.
      }
    }
    pump();
  }

  public void tick() {
    var now = nanoTime.getAsLong();
    interrupts.tick(now);
    unanswered.tick(now);
    if (current != null) {
      current.tick(now);
      if (current.isEndSent() && current.segment().playback().isOver(now, signalling)) {
        finishCurrent(now, Source.Estimate);
      }
    }
    pump();
  }

  /** Writes what can be written now. */
  public void pump() {
    var now = nanoTime.getAsLong();
    while (isOpen() && hasRoom() && next(now) && write(now)) {
      // one chunk a round
    }
  }

  private boolean hasRoom() {
    if (connection.isWriteQueueFull() && !awaitsRoom) {
      awaitsRoom = true;
      connection.onceWritable(
          () -> {
            awaitsRoom = false;
            pump();
          });
    }
    return !awaitsRoom;
  }

  /** Makes the first waiting segment with audio the current one. */
  private boolean next(long now) {
    while (current == null && !waiting.isEmpty()) {
      var first = waiting.peek();
      if (first.isEmpty() && !first.isComplete()) {
        return false;
      }
      waiting.remove();
      if (first.isEmpty()) {
        first.finish(new Finish(0, Reason.Played, Source.Estimate, null));
      } else {
        current = new AtService(first, requestIds.get(), latency, lastFinish);
      }
    }
    return current != null;
  }

  private boolean write(long now) {
    var segment = current.segment();
    if (segment.hasPending()) {
      if (segment.playback().leadMillis(now) >= MAX_LEAD_MS) {
        return false;
      }
      var chunk = segment.write(now);
      connection
          .sendAudio(current.requestId(), chunk.audio(), false)
          .onSuccess(done -> measureQueue(chunk.readAt()));
      return true;
    }
    if (segment.isComplete() && !current.isEndSent()) {
      current.endSent();
      connection.sendAudio(current.requestId(), Buffer.buffer(), true);
    }
    return false;
  }

  private void measureQueue(long readAt) {
    latency.record(LatencyPoint.WORKER_QUEUE, nanoTime.getAsLong() - readAt);
  }

  private void finishCurrent(long now, Source source) {
    interrupts.settle();
    var done = current;
    current = null;
    lastFinish = now;
    unanswered.add(done.first());
    done.played(source);
  }

  private void playing(String requestId, long now) {
    if (isMeant(requestId, false)) {
      current.playing(now);
    }
  }

  private void ended(String requestId, long now) {
    if (!interrupts.answered(requestId, now) && isMeant(requestId, true) && current.isEndSent()) {
      current.playing(now);
      finishCurrent(now, Source.Signal);
    }
  }

  /** Answers an interrupt, or tells that the service stopped the request by itself. */
  private void stopped(String requestId, long playedMs, long now) {
    if (!interrupts.answered(requestId, now) && isMeant(requestId, false)) {
      interrupts.settle();
      var done = current;
      current = null;
      lastFinish = now;
      done.stoppedByService(playedMs);
    }
  }

  /** Without a request id, an end belongs to the oldest request that is pending. */
  private boolean isMeant(String requestId, boolean end) {
    return current != null
        && (current.requestId().equals(requestId)
            || (end && requestId.isEmpty() && current.isEndSent()));
  }

  private void drop(Segment segment, Reason reason) {
    waiting.remove(segment);
    segment.finish(new Finish(0, reason, Source.Estimate, null));
  }
}
