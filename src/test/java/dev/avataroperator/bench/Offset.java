package dev.avataroperator.bench;

import java.util.function.IntToDoubleFunction;

/**
 * How far a picture is behind the sound that it belongs to, by cross-correlation.
 *
 * @param millis positive when the picture is late
 * @param likeness the correlation there, at most 1
 */
record Offset(double millis, double likeness) {
  private static final int STEP_MS = 5;
  private static final int FARTHEST_MS = 400;

  /** Where both are most alike when the picture is moved against the sound. */
  static Offset between(Series sound, Series picture) {
    var from = Math.max(sound.from(), picture.from()) + FARTHEST_MS;
    var to = Math.min(sound.to(), picture.to()) - FARTHEST_MS;
    var samples = (int) ((to - from) / STEP_MS);
    if (samples < FARTHEST_MS / STEP_MS) {
      throw new IllegalArgumentException("too short to be compared");
    }
    var best = new Offset(0, -2);
    for (var lag = -FARTHEST_MS; lag <= FARTHEST_MS; lag += STEP_MS) {
      var late = lag;
      var likeness =
          correlation(
              samples,
              each -> sound.valueAt(from + each * STEP_MS),
              each -> picture.valueAt(from + each * STEP_MS + late));
      best = likeness > best.likeness ? new Offset(lag, likeness) : best;
    }
    return best;
  }

  /** Pearson's. */
  private static double correlation(int count, IntToDoubleFunction one, IntToDoubleFunction two) {
    double sumOne = 0;
    double sumTwo = 0;
    double squaresOne = 0;
    double squaresTwo = 0;
    double products = 0;
    for (var each = 0; each < count; each++) {
      var x = one.applyAsDouble(each);
      var y = two.applyAsDouble(each);
      sumOne += x;
      sumTwo += y;
      squaresOne += x * x;
      squaresTwo += y * y;
      products += x * y;
    }
    var spread =
        Math.sqrt((squaresOne - sumOne * sumOne / count) * (squaresTwo - sumTwo * sumTwo / count));
    return spread < 1e-12 ? 0 : (products - sumOne * sumTwo / count) / spread;
  }
}
