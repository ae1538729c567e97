package dev.avataroperator.simulator.publish.face;

/** An ellipse of one colour, of which only what lies between two heights is seen. */
record Shape(
    double x, double y, double halfWidth, double halfHeight, int colour, double from, double to) {

  static Shape ellipse(double x, double y, double halfWidth, double halfHeight, int colour) {
    return new Shape(x, y, halfWidth, halfHeight, colour, -1_000, 1_000);
  }

  Shape between(double top, double bottom) {
    return new Shape(x, y, halfWidth, halfHeight, colour, top, bottom);
  }

  /** How much of the pixel there it covers, with soft edges; from 0 to 1. */
  double covers(double px, double py, double pixelsPerUnit) {
    var across = (px - x) / halfWidth;
    var down = (py - y) / halfHeight;
    var outside = (Math.sqrt(across * across + down * down) - 1) * Math.min(halfWidth, halfHeight);
    return soft(-outside * pixelsPerUnit)
        * soft((py - from) * pixelsPerUnit)
        * soft((to - py) * pixelsPerUnit);
  }

  private static double soft(double pixelsInside) {
    return Math.max(0, Math.min(1, pixelsInside + 0.5));
  }
}
