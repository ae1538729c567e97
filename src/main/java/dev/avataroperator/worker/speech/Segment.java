package dev.avataroperator.worker.speech;

import dev.avataroperator.audio.PcmFormat;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One answer of the avatar: audio that is read, written to the service under one request id, played
 * and finished. What was written is kept until it has been heard, so that the rest can be sent
 * again when the connection is lost, or all of it if nobody has heard any.
 */
public final class Segment {
  /** Heard a second time, so that nothing is left out by an estimate that runs ahead. */
  private static final long REPEATED = Duration.ofMillis(200).toNanos();

  private static final long KEPT = Duration.ofMillis(400).toNanos();

  private final String id;
  private final PcmFormat format;
  private final SegmentListener listener;
  private final Deque<Chunk> pending = new ArrayDeque<>();
  private final SentAudio sent = new SentAudio();
  private RequestStream stream = new RequestStream();
  private PlaybackEstimate playback;
  private long base;
  private long heard;
  private long received;
  private long released;
  private long firstReadAt;
  private boolean started;
  private boolean complete;
  private boolean finished;

  /** A piece of audio, and when its last byte was read. */
  record Chunk(Piece piece, long readAt) {
    Chunk with(Piece other) {
      return new Chunk(other, readAt);
    }
  }

  /** Audio to send, which may be empty, and when it was read. */
  record Written(Buffer audio, long readAt) {}

  Segment(String id, PcmFormat format, SegmentListener listener) {
    this.id = id;
    this.format = format;
    this.listener = listener;
    this.playback = new PlaybackEstimate(format);
  }

  public String id() {
    return id;
  }

  PlaybackEstimate playback() {
    return playback;
  }

  long firstReadAt() {
    return firstReadAt;
  }

  long millis(long bytes) {
    return format.millis(bytes);
  }

  /** How long plays what has come of it. */
  long nanos() {
    return format.nanos(received);
  }

  public boolean isComplete() {
    return complete;
  }

  boolean isFinished() {
    return finished;
  }

  boolean hasPending() {
    return !pending.isEmpty();
  }

  boolean isEmpty() {
    return received == 0 && pending.isEmpty();
  }

  /** Takes audio in; what comes after the end or the finish has no place here. */
  public void append(Piece piece, long readAt) {
    if (complete || finished) {
      throw new IllegalStateException("segment is closed");
    }
    if (isEmpty()) {
      firstReadAt = readAt;
    }
    received += piece.plays();
    pending.add(new Chunk(piece, readAt));
  }

  public void complete() {
    complete = true;
  }

  /** The next audio to write. */
  Written write(long now) {
    var chunk = pending.remove();
    sent.add(chunk);
    playback.written(now, chunk.piece().plays());
    return new Written(chunk.piece().writeTo(stream), chunk.readAt());
  }

  /** What ends the request's audio, once all of it was written. */
  Buffer writeEnd() {
    return stream.end();
  }

  /** Told once, however many requests it takes. */
  void started() {
    if (!started) {
      started = true;
      listener.started(this);
    }
  }

  /** Whether somebody has heard some of it. */
  boolean hasStarted() {
    return started;
  }

  /** Bytes from its beginning to where the present request has written. */
  long writtenBytes() {
    return base + playback.writtenBytes();
  }

  /** Bytes from its beginning to where playback stands. */
  long playedBytes(long now) {
    return Math.max(heard, base + playback.playedBytes(now));
  }

  /** Bytes that were heard over connections that are lost. */
  long heardBytes() {
    return heard;
  }

  /** Milliseconds from its beginning to a place in the present request. */
  long heardMillis(long playedMs) {
    var written = format.millis(playback.writtenBytes());
    return format.millis(base) + Math.max(0, Math.min(playedMs, written));
  }

  /** Complete, and all of it was heard. */
  boolean isHeardOut(long now) {
    return complete && pending.isEmpty() && playback.isStarted() && playedBytes(now) >= received;
  }

  /** When all that has come of it would have been heard; now, where nobody has heard any. */
  long heardOutAt(long now) {
    return started ? now + format.nanos(received - playedBytes(now)) : now;
  }

  /** Its request is lost: back to just before what was heard last, else to the request's start. */
  void rewind(long now) {
    heard = playedBytes(now);
    if (playback.isStarted()) {
      base = Math.max(base, heard - format.bytes(REPEATED));
      sent.cut(base);
      base = Math.min(base, sent.from());
    }
    var again = sent.takeAll();
    for (var index = again.size() - 1; index >= 0; index--) {
      pending.addFirst(again.get(index));
    }
    stream = new RequestStream();
    playback = new PlaybackEstimate(format);
  }

  /** Gives the allowance of what has been played back. */
  void releasePlayed(long now) {
    var played = playedBytes(now);
    release(played);
    listener.dropped(sent.forget(played - format.bytes(KEPT)));
  }

  void finish(Finish finish) {
    if (finished) {
      return;
    }
    finished = true;
    discard();
    listener.finished(this, finish);
  }

  /** Drops all audio; nothing of it is written from now on. */
  void discard() {
    var bytes = sent.bytes();
    for (var chunk : pending) {
      bytes += chunk.piece().length();
    }
    pending.clear();
    sent.takeAll();
    release(received);
    listener.dropped(bytes);
  }

  private void release(long upTo) {
    if (upTo > released) {
      var bytes = upTo - released;
      released = upTo;
      listener.released(bytes);
    }
  }
}
