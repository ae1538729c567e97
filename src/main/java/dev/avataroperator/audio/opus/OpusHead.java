package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioProblem;
import io.vertx.core.buffer.Buffer;

/**
 * The first packet of an Ogg Opus stream. {@code preSkip} is in samples at 48 kHz; {@code
 * inputRate} is the rate that was encoded, 0 where it isn't said.
 */
public record OpusHead(int channels, int preSkip, long inputRate, int gain) {
  static final String MAGIC = "OpusHead";
  private static final int BYTES = 19;
  private static final int MAJOR = 0xF0;

  static OpusHead read(Buffer packet) {
    if (!startsWith(packet, MAGIC)) {
      throw AudioProblem.unusable(codec(packet));
    }
    if (packet.length() < BYTES || (packet.getByte(8) & MAJOR) != 0) {
      throw AudioProblem.unusable("has an OpusHead of an unknown version: write version 1");
    }
    var channels = packet.getUnsignedByte(9);
    if (packet.getByte(18) != 0 || channels < 1 || channels > 2) {
      throw AudioProblem.unusable("has more than two channels: write one");
    }
    return new OpusHead(
        channels,
        packet.getUnsignedShortLE(10),
        packet.getUnsignedIntLE(12),
        packet.getShortLE(16));
  }

  Buffer write() {
    return Buffer.buffer(MAGIC)
        .appendByte((byte) 1)
        .appendByte((byte) channels)
        .appendUnsignedShortLE(preSkip)
        .appendUnsignedIntLE(inputRate)
        .appendShortLE((short) gain)
        .appendByte((byte) 0);
  }

  static boolean startsWith(Buffer packet, String text) {
    return packet.length() >= text.length()
        && packet.slice(0, text.length()).equals(Buffer.buffer(text));
  }

  private static String codec(Buffer packet) {
    var name =
        startsWith(packet, "\u0001vorbis")
            ? "Ogg Vorbis"
            : startsWith(packet, "\u007fFLAC") ? "Ogg FLAC" : "Ogg without OpusHead";
    return "is " + name + ", not Ogg Opus: encode it with Opus, mono";
  }
}
