package dev.avataroperator.simulator.publish.face;

/** A rectangle of pixels, with even corners, since four pixels share a colour. */
record Area(int left, int top, int right, int bottom) {

  /** At least what is given, in units of the drawing, where the picture is 640 by 360. */
  static Area around(Shape shape, Scale scale) {
    return new Area(
        even(scale.column(shape.x() - shape.halfWidth()) - 4, scale.width()),
        even(scale.row(shape.y() - shape.halfHeight()) - 4, scale.height()),
        even(scale.column(shape.x() + shape.halfWidth()) + 4, scale.width()),
        even(scale.row(shape.y() + shape.halfHeight()) + 4, scale.height()));
  }

  /** Empty where they don't meet. */
  Area sharedWith(Area other) {
    return new Area(
        Math.max(left, other.left),
        Math.max(top, other.top),
        Math.min(right, other.right),
        Math.min(bottom, other.bottom));
  }

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }

  private static int even(double at, int most) {
    return Math.max(0, Math.min(most, (int) Math.round(at / 2) * 2));
  }
}
