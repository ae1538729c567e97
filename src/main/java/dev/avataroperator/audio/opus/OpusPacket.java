package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioProblem;
import io.vertx.core.buffer.Buffer;

/**
 * One packet of Opus. {@code samples} is what it decodes to and {@code heard} how many of them are
 * played, without the stream's pre-skip and the trimmed end; both at 48 kHz.
 */
public record OpusPacket(Buffer data, int samples, int heard) {
  private static final int MOST_SAMPLES = 5_760;
  private static final int NANOS_PER_3_SAMPLES = 62_500;
  private static final int[] SILK = {480, 960, 1_920, 2_880};

  /** How long it plays. */
  public long nanos() {
    return nanos(heard);
  }

  static long nanos(long samples) {
    return samples * NANOS_PER_3_SAMPLES / 3;
  }

  /** Samples at 48 kHz that a packet decodes to, by its first two bytes. */
  static int samples(Buffer data) {
    if (data.length() == 0) {
      throw damaged("empty");
    }
    var toc = data.getUnsignedByte(0);
    var samples = frames(data, toc & 3) * frame(toc >> 3);
    if (samples == 0 || samples > MOST_SAMPLES) {
      throw damaged("longer than 120 ms or without frames");
    }
    return samples;
  }

  private static int frames(Buffer data, int code) {
    if (code != 3) {
      return code == 0 ? 1 : 2;
    }
    if (data.length() < 2) {
      throw damaged("too short");
    }
    return data.getByte(1) & 0x3F;
  }

  /** Configurations 0-11 are SILK, 12-15 hybrid with 10 or 20 ms, 16-31 CELT from 2.5 ms on. */
  private static int frame(int configuration) {
    if (configuration < 12) {
      return SILK[configuration % 4];
    }
    return configuration < 16 ? 480 << configuration % 2 : 120 << configuration % 4;
  }

  private static AudioProblem damaged(String what) {
    return AudioProblem.unusable("is damaged: an Opus packet is " + what);
  }
}
