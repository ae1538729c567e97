package dev.avataroperator.worker.speech;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.WholeSamples;
import dev.avataroperator.audio.opus.OggOpusReader;
import dev.avataroperator.audio.opus.OpusPacket;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** Takes a segment's audio as it comes, in pieces of any size, and tells how long it plays. */
public interface Intake {

  static Intake of(SpeechFormat format) {
    return format.opus() ? new Opus(format.pcm()) : new Pcm();
  }

  /**
   * Hands over what is whole with these bytes; throws {@link AudioProblem} at what isn't of the
   * format.
   */
  void feed(Buffer audio, Consumer<Piece> into);

  /** Bytes that didn't become whole, or weren't of the format. */
  int left();

  /** At the end: what is missing, for people, or null. */
  String shortfall();

  /** Mono samples of 16 bit. */
  final class Pcm implements Intake {
    /** Interrupts shouldn't wait behind a large message. */
    private static final int LARGEST = 32 * 1024;

    private final WholeSamples samples = new WholeSamples();

    @Override
    public void feed(Buffer audio, Consumer<Piece> into) {
      var whole = samples.feed(audio);
      for (var at = 0; at < whole.length(); at += LARGEST) {
        var end = Math.min(at + LARGEST, whole.length());
        into.accept(new Piece.Samples(whole.slice(at, end)));
      }
    }

    @Override
    public int left() {
      return samples.left();
    }

    @Override
    public String shortfall() {
      return null;
    }
  }

  /**
   * One logical stream of Ogg Opus, mono. The rate in its head only tells what was encoded: every
   * stream decodes to every rate.
   */
  final class Opus implements Intake {
    private final PcmFormat pcm;
    private final OggOpusReader reader = OggOpusReader.mono();

    Opus(PcmFormat pcm) {
      this.pcm = pcm;
    }

    @Override
    public void feed(Buffer audio, Consumer<Piece> into) {
      reader.feed(audio, packet -> into.accept(piece(packet)));
    }

    @Override
    public int left() {
      return reader.left();
    }

    @Override
    public String shortfall() {
      try {
        return reader.shortfall();
      } catch (AudioProblem problem) {
        return problem.getMessage();
      }
    }

    private Piece piece(OpusPacket packet) {
      return new Piece.Packet(reader.head(), packet, pcm.bytes(packet.nanos()), false);
    }
  }
}
