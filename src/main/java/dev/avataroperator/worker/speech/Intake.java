package dev.avataroperator.worker.speech;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.audio.WholeSamples;
import dev.avataroperator.audio.opus.OggOpusReader;
import dev.avataroperator.audio.opus.OpusPacket;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Takes a segment's audio as it comes, in pieces of any size, and tells how long it plays. */
public interface Intake {

  static Intake of(SpeechFormat format) {
    return format.opus() ? new Opus(format.pcm()) : new Pcm();
  }

  /** What is whole with these bytes; throws {@link AudioProblem} when it isn't of the format. */
  List<Piece> feed(Buffer audio);

  /** Bytes that didn't become whole. */
  int left();

  /** At the end: what is missing, for people, or null. */
  String shortfall();

  /** Mono samples of 16 bit. */
  final class Pcm implements Intake {
    /** Interrupts shouldn't wait behind a large message. */
    private static final int LARGEST = 32 * 1024;

    private final WholeSamples samples = new WholeSamples();

    @Override
    public List<Piece> feed(Buffer audio) {
      var whole = samples.feed(audio);
      var pieces = new ArrayList<Piece>();
      for (var at = 0; at < whole.length(); at += LARGEST) {
        var end = Math.min(at + LARGEST, whole.length());
        pieces.add(new Piece.Samples(whole.slice(at, end)));
      }
      return pieces;
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
    public List<Piece> feed(Buffer audio) {
      return reader.feed(audio).stream().map(this::piece).toList();
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
