package dev.avataroperator.bench;

import dev.avataroperator.testing.AudioFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Speech that is equally loud from its first sample to its last. */
final class Tone {
  private static final double LOUDNESS = 0.3;
  private static final double HERTZ = 440;

  private Tone() {}

  static byte[] seconds(int seconds) {
    var rate = AudioFiles.FORMAT.sampleRateHz();
    var bytes = ByteBuffer.allocate(rate * seconds * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (var sample = 0; sample < rate * seconds; sample++) {
      var wave = Math.sin(2 * Math.PI * HERTZ * sample / rate);
      bytes.putShort((short) (wave * LOUDNESS * Short.MAX_VALUE));
    }
    return bytes.array();
  }
}
