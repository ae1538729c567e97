package dev.avataroperator.simulator.publish.speech;

/**
 * How far the mouth is open, by how loud the last 30 ms of speech were: shut below −50 dBFS, wide
 * open from −14 dBFS on.
 */
public final class Mouth {
  private static final int CHUNKS = 3;
  private static final double SHUT_DB = -50;
  private static final double OPEN_DB = -14;

  private final double[] energies = new double[CHUNKS];
  private int at;

  /** What it is made from lies this far back, in the middle. */
  public static final long DELAY_NANOS = CHUNKS * ChunkClock.CHUNK_NANOS / 2;

  public void hear(short[] chunk) {
    var sum = 0.0;
    for (var sample : chunk) {
      sum += (double) sample * sample;
    }
    energies[at] = sum / chunk.length / Short.MAX_VALUE / Short.MAX_VALUE;
    at = (at + 1) % CHUNKS;
  }

  /** From 0, shut, to 1, wide open. */
  public double openness() {
    var mean = 0.0;
    for (var energy : energies) {
      mean += energy / CHUNKS;
    }
    var decibels = 10 * Math.log10(Math.max(mean, 1e-12));
    return Math.max(0, Math.min(1, (decibels - SHUT_DB) / (OPEN_DB - SHUT_DB)));
  }
}
