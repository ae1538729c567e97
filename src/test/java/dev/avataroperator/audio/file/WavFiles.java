package dev.avataroperator.audio.file;

import io.vertx.core.buffer.Buffer;

/** WAV files of half a second, with a tone of half the full scale on every channel. */
public final class WavFiles {
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int FLOAT = 3;

  private WavFiles() {}

  public static Buffer tone(int coding, int channels, int rate, int bits) {
    var data = Buffer.buffer();
    for (var frame = 0; frame < rate / 2; frame++) {
      var value = 0.5 * Math.sin(2 * Math.PI * 1_000 * frame / rate);
      for (var channel = 0; channel < channels; channel++) {
        append(data, value, coding, bits);
      }
    }
    return header(coding, channels, rate, bits)
        .appendString("data")
        .appendIntLE(data.length())
        .appendBuffer(data);
  }

  private static Buffer header(int coding, int channels, int rate, int bits) {
    var frame = channels * bits / 8;
    var format =
        Buffer.buffer()
            .appendShortLE((short) coding)
            .appendShortLE((short) channels)
            .appendIntLE(rate)
            .appendIntLE(rate * frame)
            .appendShortLE((short) frame)
            .appendShortLE((short) bits);
    if (coding == EXTENSIBLE) {
      format
          .appendShortLE((short) 22)
          .appendShortLE((short) bits)
          .appendIntLE(3)
          .appendShortLE((short) 1)
          .appendBytes(new byte[14]);
    }
    return Buffer.buffer("RIFF")
        .appendIntLE(0)
        .appendString("WAVEfmt ")
        .appendIntLE(format.length())
        .appendBuffer(format);
  }

  private static void append(Buffer data, double value, int coding, int bits) {
    if (coding == FLOAT) {
      appendFloat(data, value, bits);
    } else if (bits == 8) {
      data.appendByte((byte) Math.round(128 + value * 127));
    } else {
      var whole = Math.round(value * (Math.pow(2, bits - 1) - 1));
      for (var shift = 0; shift < bits; shift += 8) {
        data.appendByte((byte) (whole >> shift));
      }
    }
  }

  private static void appendFloat(Buffer data, double value, int bits) {
    if (bits == 32) {
      data.appendIntLE(Float.floatToIntBits((float) value));
    } else {
      data.appendLongLE(Double.doubleToLongBits(value));
    }
  }
}
