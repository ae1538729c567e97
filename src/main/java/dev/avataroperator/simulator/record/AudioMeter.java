package dev.avataroperator.simulator.record;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.opus.OggOpusReader;
import dev.avataroperator.audio.opus.OpusPacket;
import dev.avataroperator.egress.proto.AudioFormat;
import io.vertx.core.buffer.Buffer;

/** How long a request's audio plays, in nanoseconds. */
interface AudioMeter {

  static AudioMeter of(AudioFormat format, int sampleRate) {
    return format == AudioFormat.AUDIO_FORMAT_OGG_OPUS ? new Opus() : new Pcm(sampleRate);
  }

  /** Adds audio; throws an {@link AudioProblem} when it isn't of the format. */
  void add(Buffer audio);

  double nanos();

  /** Why the audio isn't whole, or null; asked at its end. */
  String shortfall();

  /** 16-bit mono samples. */
  final class Pcm implements AudioMeter {
    private final double nanosPerByte;
    private long bytes;

    Pcm(int sampleRate) {
      nanosPerByte = 1e9 / (2.0 * sampleRate);
    }

    @Override
    public void add(Buffer audio) {
      bytes += audio.length();
    }

    @Override
    public double nanos() {
      return bytes * nanosPerByte;
    }

    @Override
    public String shortfall() {
      return bytes % 2 == 0 ? null : "the audio ends within a sample";
    }
  }

  /** One logical stream of Ogg Opus, by its granule positions. */
  final class Opus implements AudioMeter {
    private final OggOpusReader reader = OggOpusReader.mono();
    private long nanos;

    @Override
    public void add(Buffer audio) {
      nanos += reader.feed(audio).stream().mapToLong(OpusPacket::nanos).sum();
    }

    @Override
    public double nanos() {
      return nanos;
    }

    @Override
    public String shortfall() {
      try {
        var missing = reader.shortfall();
        return missing == null ? null : "the audio " + missing;
      } catch (AudioProblem e) {
        return "the audio " + e.getMessage();
      }
    }
  }
}
