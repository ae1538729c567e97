package dev.avataroperator.audio.source;

import dev.avataroperator.audio.AudioReading;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.PcmPieces;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** A sine tone, made as it is asked for. */
final class ToneReading implements AudioReading {
  private static final long PIECE = Duration.ofMillis(200).toNanos();
  private static final double LEVEL = 0.3 * Short.MAX_VALUE;

  private final Tone tone;
  private final PcmFormat format;
  private final PcmPieces pieces;
  private final Context context;
  private final Sink sink;
  private long sample;
  private boolean paused;
  private boolean over;

  ToneReading(Tone tone, PcmFormat format, long fromNanos, Context context, Sink sink) {
    this.tone = tone;
    this.format = format;
    this.pieces = new PcmPieces(format);
    this.context = context;
    this.sink = sink;
    this.sample = format.bytes(fromNanos) / Short.BYTES;
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    step();
  }

  @Override
  public boolean hasBegun() {
    return true;
  }

  @Override
  public void cancel() {
    over = true;
  }

  void step() {
    context.runOnContext(nothing -> make());
  }

  private void make() {
    var end = format.bytes(tone.duration().toNanos()) / Short.BYTES;
    while (!paused && !over) {
      var until = Math.min(end, sample + format.bytes(PIECE) / Short.BYTES);
      if (sample >= end) {
        over = true;
        sink.ended(null);
      } else {
        sink.audio(pieces.write(samples(until)));
      }
    }
  }

  private Buffer samples(long until) {
    var pcm = Buffer.buffer();
    for (; sample < until; sample++) {
      var phase = 2 * Math.PI * tone.frequencyHz() * sample / format.sampleRateHz();
      pcm.appendShortLE((short) Math.round(LEVEL * Math.sin(phase)));
    }
    return pcm;
  }

  /** What sounds, and how long. */
  record Tone(int frequencyHz, Duration duration) {}
}
