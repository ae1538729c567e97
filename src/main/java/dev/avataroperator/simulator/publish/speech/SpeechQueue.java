package dev.avataroperator.simulator.publish.speech;

import dev.avataroperator.audio.AudioPiece;
import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.simulator.playback.Loudspeaker;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * The loudspeaker of a session that publishes: takes audio on the session's event loop, and gives
 * it away in chunks on the media thread. Until its room is joined it holds what it gets.
 */
public final class SpeechQueue implements Loudspeaker {
  /** Of one chunk: 10 ms at 48 kHz. */
  public static final int CHUNK_SAMPLES = Upsampler.RATE / 100;

  private static final long NANOS_PER_3_SAMPLES = 62_500;
  private static final long MOST_BYTES = 16 << 20;

  private final Supplier<SpeechDecoder> decoders;
  private final LongConsumer unheard;
  private final Deque<AudioPiece> waiting = new ArrayDeque<>();
  private final Samples samples = new Samples();
  private SpeechDecoder decoder;
  private long waitingNanos;
  private long waitingBytes;
  private boolean whole;
  private boolean paused;
  private boolean holding = true;
  private boolean on = true;

  private SpeechQueue(Supplier<SpeechDecoder> decoders, LongConsumer unheard) {
    this.decoders = decoders;
    this.unheard = unheard;
  }

  /**
   * @param unheard is told how long audio plays that nobody will hear
   */
  public static SpeechQueue ofPcm(int sampleRate, LongConsumer unheard) {
    return new SpeechQueue(() -> new SpeechDecoder.Pcm(sampleRate), unheard);
  }

  /** See {@link #ofPcm}. */
  public static SpeechQueue ofOpus(LongConsumer unheard) {
    return new SpeechQueue(SpeechDecoder.Opus::new, unheard);
  }

  /** From now on chunks are heard. */
  public synchronized void open() {
    on = true;
    holding = false;
  }

  /** Nobody listens any more. */
  public synchronized void close() {
    unheard.accept(restNanos());
    stop();
    on = false;
  }

  @Override
  public synchronized boolean isOn() {
    return on;
  }

  @Override
  public synchronized void play(AudioPiece audio) {
    var bytes = audio.bytes().length();
    if (!on || waitingBytes + bytes > MOST_BYTES) {
      unheard.accept(audio.nanos());
      return;
    }
    whole = false;
    waiting.add(audio);
    waitingNanos += audio.nanos();
    waitingBytes += bytes;
  }

  @Override
  public synchronized void end() {
    whole = true;
    finish();
  }

  @Override
  public synchronized void stop() {
    waiting.clear();
    samples.clear();
    waitingNanos = 0;
    waitingBytes = 0;
    decoder = null;
    whole = false;
    paused = false;
  }

  @Override
  public synchronized void pause() {
    paused = true;
  }

  @Override
  public synchronized void resume() {
    paused = false;
  }

  @Override
  public synchronized long restNanos() {
    return on ? waitingNanos + samples.size() * NANOS_PER_3_SAMPLES / 3 : 0;
  }

  /** Fills the next chunk; false when it is silence, since nothing is said. */
  public synchronized boolean next(short[] chunk) {
    if (!holding && !paused) {
      while (samples.size() < chunk.length && !waiting.isEmpty()) {
        decode(waiting.remove());
      }
      if (samples.size() >= chunk.length || whole && samples.size() > 0) {
        samples.take(chunk);
        return true;
      }
    }
    Arrays.fill(chunk, (short) 0);
    return false;
  }

  private void decode(AudioPiece piece) {
    waitingNanos -= piece.nanos();
    waitingBytes -= piece.bytes().length();
    try {
      if (decoder == null) {
        decoder = decoders.get();
      }
      decoder.feed(piece.bytes(), samples);
    } catch (AudioProblem damaged) {
      unheard.accept(piece.nanos());
    }
    finish();
  }

  /** The last samples of a request come out when all of it was decoded. */
  private void finish() {
    if (whole && waiting.isEmpty() && decoder != null) {
      decoder.end(samples);
      decoder = null;
    }
  }
}
