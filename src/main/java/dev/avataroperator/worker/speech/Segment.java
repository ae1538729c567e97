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
  /** Interrupts shouldn't wait behind a large message. */
  private static final int MAX_CHUNK = 32 * 1024;

  /** Heard a second time, so that nothing is left out by an estimate that runs ahead. */
  private static final long REPEATED = Duration.ofMillis(200).toNanos();

  private static final long KEPT = Duration.ofMillis(400).toNanos();

  private final String id;
  private final PcmFormat format;
  private final SegmentListener listener;
  private final Deque<Chunk> pending = new ArrayDeque<>();
  private final Deque<Chunk> sent = new ArrayDeque<>();
  private PlaybackEstimate playback;
  private long base;
  private long heard;
  private long sentFrom;
  private long received;
  private long released;
  private long firstReadAt;
  private boolean started;
  private boolean complete;
  private boolean isEncoded;
  private boolean finished;

  /** Audio, the bytes of PCM that play as long, and when its last byte was read. */
  record Chunk(Buffer audio, long plays, long readAt) {}

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

  /** Takes samples in; what comes after the end or the finish has no place here. */
  public void append(Buffer audio, long readAt) {
    take(audio.length(), readAt);
    for (var at = 0; at < audio.length(); at += MAX_CHUNK) {
      var end = Math.min(at + MAX_CHUNK, audio.length());
      pending.add(new Chunk(audio.slice(at, end), end - at, readAt));
    }
  }

  /**
   * Takes encoded audio in, which isn't split.
   *
   * @param plays bytes of PCM that would play as long
   */
  public void append(Buffer encoded, long plays, long readAt) {
    take(plays, readAt);
    isEncoded = true;
    pending.add(new Chunk(encoded, plays, readAt));
  }

  public void complete() {
    complete = true;
  }

  /** The next audio to write. */
  Chunk write(long now) {
    var chunk = pending.remove();
    sent.add(chunk);
    playback.written(now, chunk.plays());
    return chunk;
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

  /** A stream that was heard in part and can't be cut: it ends with its request. */
  boolean endsWithItsRequest() {
    return isEncoded && playback.isStarted();
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

  /** Its request is lost: back to just before what was heard last, else to the request's start. */
  void rewind(long now) {
    heard = playedBytes(now);
    if (playback.isStarted()) {
      base = Math.max(base, heard - format.bytes(REPEATED));
    }
    keepSentFrom(base);
    while (!sent.isEmpty()) {
      pending.addFirst(sent.removeLast());
    }
    playback = new PlaybackEstimate(format);
  }

  /** Gives the allowance of what has been played back. */
  void releasePlayed(long now) {
    var played = playedBytes(now);
    release(played);
    while (!sent.isEmpty() && sentFrom + sent.peek().plays() <= played - format.bytes(KEPT)) {
      sentFrom += sent.remove().plays();
    }
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
    pending.clear();
    sent.clear();
    release(received);
  }

  private void take(long plays, long readAt) {
    if (complete || finished) {
      throw new IllegalStateException("segment is closed");
    }
    if (isEmpty()) {
      firstReadAt = readAt;
    }
    received += plays;
  }

  private void keepSentFrom(long from) {
    while (!sent.isEmpty() && sentFrom < from) {
      var chunk = sent.remove();
      var surplus = (int) Math.min(chunk.audio().length(), from - sentFrom);
      sentFrom += surplus;
      if (surplus < chunk.audio().length()) {
        var rest = chunk.audio().slice(surplus, chunk.audio().length());
        sent.addFirst(new Chunk(rest, rest.length(), chunk.readAt()));
      }
    }
  }

  private void release(long upTo) {
    if (upTo > released) {
      var bytes = upTo - released;
      released = upTo;
      listener.released(bytes);
    }
  }
}
