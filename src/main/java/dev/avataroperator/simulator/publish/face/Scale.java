package dev.avataroperator.simulator.publish.face;

/** Brings the drawing, which is 640 by 360, to a picture of any size: as large as fits, centred. */
record Scale(int width, int height) {
  private static final double DRAWN_WIDTH = 640;
  private static final double DRAWN_HEIGHT = 360;

  double factor() {
    return Math.min(width / DRAWN_WIDTH, height / DRAWN_HEIGHT);
  }

  double column(double x) {
    return width / 2.0 + (x - DRAWN_WIDTH / 2) * factor();
  }

  double row(double y) {
    return height / 2.0 + (y - DRAWN_HEIGHT / 2) * factor();
  }
}
