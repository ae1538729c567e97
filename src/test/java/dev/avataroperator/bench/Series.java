package dev.avataroperator.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What a page saw or heard over time, in order of time.
 *
 * @param at milliseconds of the wall clock
 */
record Series(double[] at, double[] value) {
  Series {
    if (at.length != value.length) {
      throw new IllegalArgumentException(at.length + " times of " + value.length + " values");
    }
  }

  /** Of pairs of a time and a value. */
  static Series of(List<List<Number>> pairs) {
    return new Series(
        pairs.stream().mapToDouble(pair -> pair.get(0).doubleValue()).toArray(),
        pairs.stream().mapToDouble(pair -> pair.get(1).doubleValue()).toArray());
  }

  Series map(DoubleUnaryOperator change) {
    return new Series(at, Arrays.stream(value).map(change).toArray());
  }

  double from() {
    return at[0];
  }

  double to() {
    return at[at.length - 1];
  }

  /** On the straight line between the two neighbours; the first or the last value outside. */
  double valueAt(double time) {
    var found = Arrays.binarySearch(at, time);
    if (found >= 0) {
      return value[found];
    }
    var next = -found - 1;
    if (next == 0 || next == at.length) {
      return value[Math.min(next, at.length - 1)];
    }
    var share = (time - at[next - 1]) / (at[next] - at[next - 1]);
    return value[next - 1] + share * (value[next] - value[next - 1]);
  }

  /** When it first rises above the threshold, not before the given time. */
  double risesAbove(double threshold, double notBefore) {
    for (var each = 0; each < at.length; each++) {
      if (at[each] >= notBefore && value[each] > threshold) {
        return at[each];
      }
    }
    throw new IllegalStateException("it never rises above " + threshold);
  }

  /** When it falls to the threshold or below and stays there to the end; not before that time. */
  double fallsForGood(double threshold, double notBefore) {
    var last = at.length - 1;
    if (last < 0 || value[last] > threshold) {
      throw new IllegalStateException("it ends above " + threshold);
    }
    while (last > 0 && at[last - 1] >= notBefore && value[last - 1] <= threshold) {
      last--;
    }
    return at[last];
  }
}
