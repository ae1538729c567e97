package dev.avataroperator.audio.convert;

import io.vertx.core.buffer.Buffer;
import uk.me.berndporr.iirj.ChebyshevI;

/** Takes away what the lower rate can't hold, which would come back as other tones. */
final class LowPass {
  private static final int ORDER = 14;
  private static final double RIPPLE_DB = 0.1;
  private static final double PASSED = 0.43;

  private final ChebyshevI filter = new ChebyshevI();

  LowPass(float rate, float lowerRate) {
    filter.lowPass(ORDER, rate, lowerRate * PASSED, RIPPLE_DB);
  }

  /** Mono float samples, big-endian, changed in place. */
  Buffer apply(Buffer samples) {
    for (var at = 0; at < samples.length(); at += Float.BYTES) {
      samples.setFloat(at, (float) filter.filter(samples.getFloat(at)));
    }
    return samples;
  }
}
