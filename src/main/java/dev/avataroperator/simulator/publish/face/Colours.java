package dev.avataroperator.simulator.publish.face;

/** Colours as 0xRRGGBB, and what video makes of them (BT.601, limited range). */
final class Colours {
  private Colours() {}

  static int lit(int colour, double light) {
    return pack(red(colour) * light, green(colour) * light, blue(colour) * light);
  }

  /** So much of the upper one, the rest of the lower. */
  static int mix(int lower, int upper, double share) {
    return pack(
        red(lower) + (red(upper) - red(lower)) * share,
        green(lower) + (green(upper) - green(lower)) * share,
        blue(lower) + (blue(upper) - blue(lower)) * share);
  }

  static byte brightness(int colour) {
    return (byte)
        Math.round(16 + 0.257 * red(colour) + 0.504 * green(colour) + 0.098 * blue(colour));
  }

  static byte blueness(int colour) {
    return (byte)
        Math.round(128 - 0.148 * red(colour) - 0.291 * green(colour) + 0.439 * blue(colour));
  }

  static byte redness(int colour) {
    return (byte)
        Math.round(128 + 0.439 * red(colour) - 0.368 * green(colour) - 0.071 * blue(colour));
  }

  private static int pack(double red, double green, double blue) {
    return within(red) << 16 | within(green) << 8 | within(blue);
  }

  private static int within(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  private static int red(int colour) {
    return colour >> 16 & 0xFF;
  }

  private static int green(int colour) {
    return colour >> 8 & 0xFF;
  }

  private static int blue(int colour) {
    return colour & 0xFF;
  }
}
