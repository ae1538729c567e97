package dev.avataroperator.simulator.publish.speech;

import io.vertx.core.buffer.Buffer;

/** Sines to be heard, and how loud they are. */
final class Tone {
  private Tone() {}

  static short[] samples(int rate, int hertz, double amplitude, int count) {
    var samples = new short[count];
    for (var index = 0; index < count; index++) {
      var phase = 2 * Math.PI * hertz * index / rate;
      samples[index] = (short) Math.round(amplitude * Short.MAX_VALUE * Math.sin(phase));
    }
    return samples;
  }

  static Buffer pcm(short[] samples) {
    var buffer = Buffer.buffer();
    for (var sample : samples) {
      buffer.appendShortLE(sample);
    }
    return buffer;
  }
}
