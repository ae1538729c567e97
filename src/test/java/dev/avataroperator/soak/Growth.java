package dev.avataroperator.soak;

import java.util.List;

/**
 * Tells steady memory from memory that grows. The first third of the samples is the warm-up; of the
 * rest, the median of the last third must be at most 10% above that of the middle third, and so
 * must the line of least squares at its end be above its beginning.
 */
record Growth(double ofMedians, double ofLine) {
  private static final double MOST = 0.10;
  private static final int FEWEST = 9;

  /** Of bytes that were sampled at even distances. */
  static Growth of(List<Long> bytes) {
    if (bytes.size() < FEWEST) {
      throw new IllegalArgumentException(
          "a verdict on memory needs " + FEWEST + " samples, there are " + bytes.size());
    }
    var third = bytes.size() / 3;
    var rest = bytes.subList(third, bytes.size());
    var middle = median(bytes.subList(third, 2 * third));
    return new Growth(median(bytes.subList(2 * third, bytes.size())) / middle - 1, line(rest));
  }

  boolean isFlat() {
    return ofMedians <= MOST && ofLine <= MOST;
  }

  private static double median(List<Long> bytes) {
    var sorted = bytes.stream().mapToLong(Long::longValue).sorted().toArray();
    var half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
  }

  /** How much the fitted line rises from the first sample to the last, relative to its mean. */
  private static double line(List<Long> bytes) {
    var mean = bytes.stream().mapToLong(Long::longValue).average().orElseThrow();
    var middle = (bytes.size() - 1) / 2.0;
    var products = 0.0;
    var squares = 0.0;
    for (var index = 0; index < bytes.size(); index++) {
      products += (index - middle) * (bytes.get(index) - mean);
      squares += (index - middle) * (index - middle);
    }
    return products / squares * (bytes.size() - 1) / mean;
  }
}
