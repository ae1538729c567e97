package dev.avataroperator.bench;

import java.util.Collection;

/** Of what was measured, by nearest rank: each is a value that was really seen. */
record Percentiles(int count, double least, double p50, double p95, double most) {

  static Percentiles of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Percentiles(
        sorted.length,
        sorted[0],
        rank(sorted, 0.50),
        rank(sorted, 0.95),
        sorted[sorted.length - 1]);
  }

  private static double rank(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
