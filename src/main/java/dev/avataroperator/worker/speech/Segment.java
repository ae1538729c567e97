package dev.avataroperator.worker.speech;

import dev.avataroperator.audio.PcmFormat;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One answer of the avatar: audio that is read, written to the service under one request id, played
 * and finished. What was written is kept until playback starts, so that a segment that nobody has
 * heard can be sent again whole.
 */
public final class Segment {
  /** Interrupts shouldn't wait behind a large message. */
  private static final int MAX_CHUNK = 32 * 1024;

  private final String id;
  private final PcmFormat format;
  private final SegmentListener listener;
  private final Deque<Chunk> pending = new ArrayDeque<>();
  private final List<Chunk> sent = new ArrayList<>();
  private PlaybackEstimate playback;
  private long received;
  private long released;
  private long firstReadAt;
  private boolean complete;
  private boolean finished;

  /** Audio and when its last byte was read. */
  record Chunk(Buffer audio, long readAt) {}

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
    return received == 0;
  }

  /** Takes audio in; what comes after the end or the finish has no place here. */
  public void append(Buffer audio, long readAt) {
    if (complete || finished) {
      throw new IllegalStateException("segment is closed");
    }
    if (received == 0) {
      firstReadAt = readAt;
    }
    received += audio.length();
    for (var at = 0; at < audio.length(); at += MAX_CHUNK) {
      var end = Math.min(at + MAX_CHUNK, audio.length());
      pending.add(new Chunk(audio.slice(at, end), readAt));
    }
  }

  public void complete() {
    complete = true;
  }

  /** The next audio to write. */
  Chunk write(long now) {
    var chunk = pending.remove();
    if (!playback.isStarted()) {
      sent.add(chunk);
    }
    playback.written(now, chunk.audio().length());
    return chunk;
  }

  void started() {
    sent.clear();
    listener.started(this);
  }

  /** Back to the beginning: nobody has heard it. */
  void rewind() {
    for (var index = sent.size() - 1; index >= 0; index--) {
      pending.addFirst(sent.get(index));
    }
    sent.clear();
    playback = new PlaybackEstimate(format);
  }

  /** Gives the allowance of what has been played back. */
  void releasePlayed(long now) {
    release(playback.playedBytes(now));
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

  private void release(long upTo) {
    if (upTo > released) {
      var bytes = upTo - released;
      released = upTo;
      listener.released(bytes);
    }
  }
}
