package dev.avataroperator.worker.speech;

import dev.avataroperator.egress.EgressDialer.Confirmed;
import dev.avataroperator.egress.PlaybackSignal;
import dev.avataroperator.latency.LatencyRecorder;
import dev.avataroperator.worker.speech.Finish.Reason;
import dev.avataroperator.worker.speech.Finish.Source;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Writes segments to the avatar service, one unfinished segment at a time, and tells when each is
 * played. Belongs to one event loop.
 */
public final class Speaker {
  /** Audio at the service that hasn't been played yet. */
  private static final long MAX_LEAD_MS = 30_000;

  private final Backlog backlog;
  private final Interrupts interrupts = new Interrupts();
  private final Unanswered unanswered = new Unanswered();
  private final ServiceLine line;
  private final LatencyRecorder latency;
  private final LongSupplier nanoTime;
  private final Supplier<String> requestIds;
  private AtService current;
  private boolean signalling;
  private boolean paused;
  private long lastFinish;

  public Speaker(LatencyRecorder latency, LongSupplier nanoTime, Supplier<String> requestIds) {
    this.line = new ServiceLine(latency, nanoTime);
    this.latency = latency;
    this.nanoTime = nanoTime;
    this.requestIds = requestIds;
    this.lastFinish = nanoTime.getAsLong();
    this.backlog = new Backlog(latency, lastFinish);
  }

  /** Puts a segment behind the others; its audio may come later. */
  void add(Segment segment) {
    backlog.add(segment);
  }

  /** Whether audio given now is written at once. */
  public boolean isOpen() {
    return line.isOpen();
  }

  public boolean isSilent() {
    return current == null && backlog.isEmpty() && interrupts.isEmpty();
  }

  /** Whether audio waits that isn't at the service. */
  public boolean holdsAudio() {
    return backlog.holdsAudio();
  }

  public void hold(boolean on) {
    line.hold(on);
  }

  public void connected(Confirmed fresh) {
    var now = nanoTime.getAsLong();
    line.connected(fresh);
    lastFinish = backlog.reconnected(now) ? now : lastFinish;
    signalling = false;
  }

  /** The next connection goes on where this one was heard last, if it comes soon. */
  public void disconnected(long now) {
    var heardAt = line.disconnected(now);
    interrupts.settle();
    unanswered.disconnected();
    var cut = current;
    current = null;
    backlog.free(cut == null ? now : cut.segment().heardOutAt(now));
    if (cut != null && cut.segment().isHeardOut(now)) {
      lastFinish = now;
      cut.played(Source.Estimate);
    } else if (cut != null) {
      backlog.putBack(cut, now, heardAt);
    }
  }

  /**
   * Playback stands still, and nothing new begins, until {@link #resume}; false where something is
   * being played and the service can't.
   */
  public boolean pause() {
    if (current != null && !line.controlsPlayback()) {
      return false;
    }
    paused = true;
    if (current != null) {
      current.segment().playback().pause(nanoTime.getAsLong());
      line.pause(current.requestId());
    }
    return true;
  }

  /** Goes on after a pause; nothing happens without one. */
  public void resume() {
    if (paused) {
      paused = false;
      backlog.free(nanoTime.getAsLong());
      if (current != null) {
        current.segment().playback().resume(nanoTime.getAsLong());
        line.resume(current.requestId());
      }
    }
    pump();
  }

  /** Drops what the lack of a connection has made late; nothing is while a client pauses. */
  public void expire() {
    if (!paused) {
      backlog.expire(nanoTime.getAsLong());
    }
  }

  /** Ends everything that isn't finished. */
  public void abandon(long now) {
    if (line.isConnected()) {
      disconnected(now);
    }
    if (paused) {
      backlog.free(now);
    }
    backlog.abandon(now);
  }

  /** Stops one segment, wherever it is; nothing more of it is written. */
  public void interrupt(Segment segment, long readAt) {
    if (current == null || current.segment() != segment) {
      if (!segment.isFinished() && backlog.contains(segment)) {
        backlog.drop(segment, Reason.Interrupted);
      }
      return;
    }
    var stopped = current;
    current = null;
    lastFinish = readAt;
    stopped.interrupted(nanoTime.getAsLong(), readAt);
    interrupts.add(stopped);
    line.interrupt(stopped.requestId())
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
        // Paused answers our pause, which counts from when it was sent.
      }
    }
    pump();
  }

  public void tick() {
    var now = nanoTime.getAsLong();
    interrupts.tick(now);
    unanswered.tick(now);
    lastFinish = !line.isConnected() && backlog.tick(now) ? now : lastFinish;
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
    while (isOpen() && line.hasRoom(this::pump) && next(now) && write(now)) {
      // one chunk a round
    }
  }

  /** Makes the first waiting segment with audio the current one. */
  private boolean next(long now) {
    while (current == null && !paused) {
      var first = backlog.next();
      if (first == null) {
        return false;
      }
      if (first.isEmpty()) {
        first.finish(new Finish(0, Reason.Played, Source.Estimate, null));
      } else {
        current = request(first);
      }
    }
    return current != null;
  }

  private AtService request(Segment segment) {
    var former = backlog.former(segment);
    return former == null
        ? new AtService(segment, requestIds.get(), latency, lastFinish)
        : former.again(requestIds.get());
  }

  private boolean write(long now) {
    var segment = current.segment();
    if (segment.hasPending()) {
      if (segment.playback().leadMillis(now) >= MAX_LEAD_MS) {
        return false;
      }
      line.send(current.requestId(), segment.write(now));
      return true;
    }
    if (segment.isComplete() && !current.isEndSent()) {
      current.endSent();
      line.sendEnd(current.requestId(), segment.writeEnd());
    }
    return false;
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
    if (!interrupts.answered(requestId, playedMs, now) && isMeant(requestId, false)) {
      interrupts.settle();
      var done = current;
      current = null;
      paused = false;
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
}
