package dev.avataroperator.audio.opus;

import java.util.Set;

/** The sample rates that Opus codes. */
public final class OpusRates {
  /** What every stream can be decoded to, and what its positions count. */
  public static final int FULL = 48_000;

  private static final Set<Integer> ALL = Set.of(8_000, 12_000, 16_000, 24_000, FULL);

  private OpusRates() {}

  public static boolean contains(int sampleRateHz) {
    return ALL.contains(sampleRateHz);
  }
}
