package dev.avataroperator.audio.convert;

import io.vertx.core.buffer.Buffer;

/** A tone's level (1 is full scale) and the loudest other one's, found with a Blackman window. */
record Spectrum(double level, double rest) {
  private static final int SIZE = 4_096;
  private static final int SKIRT = 6;

  static Spectrum of(Buffer pcm, int rate, double hertz) {
    var start = pcm.length() / 4 - SIZE / 2;
    var bins = new double[SIZE / 2];
    for (var bin = 0; bin < bins.length; bin++) {
      bins[bin] = level(pcm, start, bin);
    }
    var peak = (int) Math.round(hertz * SIZE / rate);
    var tone = 0.0;
    var rest = 0.0;
    for (var bin = 1; bin < bins.length; bin++) {
      var isNear = Math.abs(bin - peak) <= SKIRT;
      tone = isNear ? Math.max(tone, bins[bin]) : tone;
      rest = isNear ? rest : Math.max(rest, bins[bin]);
    }
    return new Spectrum(tone, rest);
  }

  private static double level(Buffer pcm, int start, int bin) {
    var real = 0.0;
    var imaginary = 0.0;
    for (var index = 0; index < SIZE; index++) {
      var angle = 2 * Math.PI * index / SIZE;
      var window = 0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
      var sample = window * pcm.getShortLE((start + index) * 2) / Short.MAX_VALUE;
      real += sample * Math.cos(angle * bin);
      imaginary += sample * Math.sin(angle * bin);
    }
    return Math.hypot(real, imaginary) * 2 / (0.42 * SIZE);
  }
}
