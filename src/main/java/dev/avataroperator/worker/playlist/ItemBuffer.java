package dev.avataroperator.worker.playlist;

import dev.avataroperator.audio.AudioDownload;
import dev.avataroperator.audio.AudioFetcher;
import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.PcmFormat;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The next two seconds of a file: asks for more as it is taken. */
final class ItemBuffer implements AudioDownload.Sink {
  private static final long SILENT_SERVER = Duration.ofSeconds(15).toNanos();

  private final Deque<Buffer> pieces = new ArrayDeque<>();
  private final int high;
  private final PcmFormat format;
  private AudioDownload download;
  private long offset;
  private int length;
  private boolean paused;
  private boolean fresh;
  private boolean ended;
  private long lastRead;
  private String shortfall;
  private AudioProblem problem;

  ItemBuffer(PcmFormat format, long now, long offset) {
    this.format = format;
    this.high = format.bytesPerSecond() * 2;
    this.lastRead = now;
    this.offset = offset;
  }

  /** Reads the file from this buffer's offset on. */
  void fetch(AudioFetcher audio, URI uri) {
    download = audio.open(uri, format, offset, this);
  }

  /** Bytes of the file's audio before what is taken next. */
  long offset() {
    return offset;
  }

  boolean hasAudio() {
    return length > 0;
  }

  /** All of the file was taken. */
  boolean isDrained() {
    return ended && length == 0;
  }

  /** Whether its server began to send the file. */
  boolean hasBegun() {
    return download != null && download.hasBegun();
  }

  String shortfall() {
    return shortfall;
  }

  AudioProblem problem() {
    return problem;
  }

  void tick(long now) {
    if (fresh || paused || ended) {
      lastRead = now;
      fresh = false;
    } else if (problem == null && now - lastRead > SILENT_SERVER) {
      cancel();
      problem = AudioProblem.outage("can't be read: its server sends nothing");
    }
  }

  /** Takes at most this many bytes. */
  Buffer take(int most) {
    var first = pieces.remove();
    var size = Math.min(most, first.length());
    if (size < first.length()) {
      pieces.addFirst(first.slice(size, first.length()));
    }
    length -= size;
    offset += size;
    if (paused && length < high / 2) {
      paused = false;
      download.resume();
    }
    return first.slice(0, size);
  }

  void cancel() {
    if (download != null) {
      download.cancel();
    }
  }

  @Override
  public void audio(Buffer pcm) {
    fresh = true;
    if (pcm.length() > 0) {
      pieces.add(pcm);
      length += pcm.length();
    }
    if (length >= high && !paused) {
      paused = true;
      download.pause();
    }
  }

  @Override
  public void ended(String missing) {
    ended = true;
    shortfall = missing;
  }

  @Override
  public void failed(AudioProblem why) {
    problem = why;
  }
}
