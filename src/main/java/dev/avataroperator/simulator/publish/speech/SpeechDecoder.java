package dev.avataroperator.simulator.publish.speech;

import dev.avataroperator.audio.WholeSamples;
import dev.avataroperator.audio.opus.OggOpusReader;
import dev.avataroperator.audio.opus.OpusDecoding;
import dev.avataroperator.audio.opus.OpusRates;
import io.vertx.core.buffer.Buffer;

/** One request's audio as samples at 48 kHz. */
interface SpeechDecoder {

  /** Throws an {@code AudioProblem} when the audio is damaged. */
  void feed(Buffer audio, Samples into);

  void end(Samples into);

  /** Samples of 16 bit at the session's rate, split anywhere. */
  final class Pcm implements SpeechDecoder {
    private final WholeSamples whole = new WholeSamples();
    private final Upsampler upsampler;

    Pcm(int sampleRate) {
      upsampler = new Upsampler(sampleRate);
    }

    @Override
    public void feed(Buffer audio, Samples into) {
      var samples = whole.feed(audio);
      for (var at = 0; at < samples.length(); at += Short.BYTES) {
        upsampler.feed(samples.getShortLE(at), into);
      }
    }

    @Override
    public void end(Samples into) {
      upsampler.end(into);
    }
  }

  /** One logical stream of Ogg Opus, which decodes at the rate that the room wants. */
  final class Opus implements SpeechDecoder {
    private final OggOpusReader reader = OggOpusReader.mono();
    private OpusDecoding decoding;

    @Override
    public void feed(Buffer audio, Samples into) {
      for (var packet : reader.feed(audio)) {
        if (decoding == null) {
          decoding = new OpusDecoding(reader.head());
        }
        var pcm = decoding.decode(packet);
        for (var at = 0; at < pcm.length(); at += Short.BYTES) {
          into.add(pcm.getShortLE(at));
        }
      }
    }

    @Override
    public void end(Samples into) {
      assert OpusRates.FULL == Upsampler.RATE;
    }
  }
}
