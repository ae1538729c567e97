package dev.avataroperator.worker.playlist;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.AudioReading;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.source.AudioFetcher;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The next two seconds of a file: asks for more as it is taken. */
final class ItemBuffer implements AudioReading.Sink {
  private static final long SILENT_SERVER = Duration.ofSeconds(15).toNanos();
  private static final long HIGH = Duration.ofSeconds(2).toNanos();

  /** Times are rounded down, by less than this. */
  private static final int ROUNDED = 1_000;

  private final Deque<AudioPiece> pieces = new ArrayDeque<>();
  private final SpeechFormat format;
  private AudioReading reading;
  private long offset;
  private long waiting;
  private boolean paused;
  private boolean fresh;
  private boolean ended;
  private long lastRead;
  private String shortfall;
  private AudioProblem problem;

  ItemBuffer(SpeechFormat format, long now, long fromNanos) {
    this.format = format;
    this.lastRead = now;
    this.offset = fromNanos == 0 ? 0 : format.pcm().bytes(fromNanos + ROUNDED);
  }

  /** Reads the file from this buffer's offset on. */
  void fetch(AudioFetcher audio, Origin origin) {
    reading = origin.open(audio, format, nanos(offset), this);
  }

  /** The time of the file's audio before what is taken next. */
  long offsetNanos() {
    return nanos(offset);
  }

  /** All of the file was read. */
  boolean isRead() {
    return ended;
  }

  boolean hasAudio() {
    return !pieces.isEmpty();
  }

  /** All of the file was taken. */
  boolean isDrained() {
    return ended && pieces.isEmpty();
  }

  /** Whether its server began to send the file. */
  boolean hasBegun() {
    return reading != null && reading.hasBegun();
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

  AudioPiece take() {
    var piece = pieces.remove();
    var plays = format.plays(piece);
    waiting -= plays;
    offset += plays;
    if (paused && nanos(waiting) < HIGH / 2) {
      paused = false;
      reading.resume();
    }
    return piece;
  }

  void cancel() {
    if (reading != null) {
      reading.cancel();
    }
  }

  @Override
  public void audio(List<AudioPiece> more) {
    fresh = true;
    for (var piece : more) {
      pieces.add(piece);
      waiting += format.plays(piece);
    }
    if (nanos(waiting) >= HIGH && !paused) {
      paused = true;
      reading.pause();
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

  private long nanos(long plays) {
    return format.pcm().nanos(plays);
  }
}
