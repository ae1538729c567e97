package dev.avataroperator.simulator.publish.speech;

import java.util.Arrays;

/**
 * Brings 16-bit samples of a rate up to 48 kHz to exactly that: a windowed sinc over 16 samples of
 * the source. Holds 8 samples back until {@link #end}.
 */
final class Upsampler {
  static final int RATE = 48_000;
  private static final int REACH = 8;
  private static final int TAPS = 2 * REACH;

  /** Positions between two samples, of which there are few when one rate divides the other. */
  private final double[][] kernels;

  private final int numerator;
  private final int denominator;
  private final short[] recent = new short[TAPS];
  private int seen;
  private int phase;

  Upsampler(int rate) {
    var common = greatestCommonDivisor(rate, RATE);
    numerator = rate / common;
    denominator = RATE / common;
    kernels = new double[denominator][];
    for (var index = 0; index < denominator; index++) {
      kernels[index] = kernel(index / (double) denominator);
    }
  }

  void feed(short sample, Samples into) {
    System.arraycopy(recent, 1, recent, 0, TAPS - 1);
    recent[TAPS - 1] = sample;
    seen++;
    // The sample in the middle has all of its neighbours now.
    while (seen > REACH && phase < denominator) {
      into.add(at(kernels[phase]));
      phase += numerator;
    }
    if (seen > REACH) {
      phase -= denominator;
    }
  }

  /** What is still held back; the next sample begins something new. */
  void end(Samples into) {
    if (seen > 0) {
      for (var index = 0; index < REACH; index++) {
        feed((short) 0, into);
      }
    }
    Arrays.fill(recent, (short) 0);
    seen = 0;
    phase = 0;
  }

  private short at(double[] kernel) {
    var sum = 0.0;
    for (var tap = 0; tap < TAPS; tap++) {
      sum += kernel[tap] * recent[tap];
    }
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
  }

  /** Weights for a moment that lies {@code fraction} of a sample after the middle one. */
  private static double[] kernel(double fraction) {
    var weights = new double[TAPS];
    var sum = 0.0;
    for (var tap = 0; tap < TAPS; tap++) {
      var distance = tap - (REACH - 1) - fraction;
      weights[tap] = sinc(distance) * (0.5 + 0.5 * Math.cos(Math.PI * distance / REACH));
      sum += weights[tap];
    }
    for (var tap = 0; tap < TAPS; tap++) {
      weights[tap] /= sum;
    }
    return weights;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static int greatestCommonDivisor(int one, int other) {
    return other == 0 ? one : greatestCommonDivisor(other, one % other);
  }
}
