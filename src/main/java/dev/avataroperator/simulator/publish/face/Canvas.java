package dev.avataroperator.simulator.publish.face;

import java.util.List;

/** Paints shapes over what was painted once, area by area. */
final class Canvas {
  private final Scale scale;
  private final int[] painted;

  /** Everything in one colour that darkens to the edges. */
  Canvas(Scale scale, int colour) {
    this.scale = scale;
    painted = new int[scale.width() * scale.height()];
    for (var row = 0; row < scale.height(); row++) {
      for (var column = 0; column < scale.width(); column++) {
        var across = column / (double) scale.width() - 0.5;
        var down = row / (double) scale.height() - 0.5;
        var light = 1.15 - 1.1 * (across * across + down * down);
        painted[row * scale.width() + column] = Colours.lit(colour, light);
      }
    }
  }

  /** For good. */
  void paint(List<Shape> shapes) {
    var all = new Area(0, 0, scale.width(), scale.height());
    var pixels = with(shapes, all);
    System.arraycopy(pixels, 0, painted, 0, painted.length);
  }

  /** Shows an area with these shapes over it, which the canvas itself forgets. */
  void show(List<Shape> shapes, Area area, I420 into) {
    var pixels = with(shapes, area);
    for (var row = 0; row < area.height(); row += 2) {
      for (var column = 0; column < area.width(); column += 2) {
        showFour(pixels, row * area.width() + column, area, into);
      }
    }
  }

  private int[] with(List<Shape> shapes, Area area) {
    var pixels = new int[area.width() * area.height()];
    for (var row = 0; row < area.height(); row++) {
      var from = (area.top() + row) * scale.width() + area.left();
      System.arraycopy(painted, from, pixels, row * area.width(), area.width());
    }
    shapes.forEach(shape -> cover(pixels, area, shape));
    return pixels;
  }

  private void cover(int[] pixels, Area area, Shape shape) {
    var factor = scale.factor();
    var touched = area.sharedWith(Area.around(shape, scale));
    for (var row = touched.top(); row < touched.bottom(); row++) {
      var y = (row - scale.row(0)) / factor;
      for (var column = touched.left(); column < touched.right(); column++) {
        var share = shape.covers((column - scale.column(0)) / factor, y, factor);
        if (share > 0) {
          var at = (row - area.top()) * area.width() + column - area.left();
          pixels[at] = Colours.mix(pixels[at], shape.colour(), share);
        }
      }
    }
  }

  private static void showFour(int[] pixels, int at, Area area, I420 into) {
    var below = at + area.width();
    var column = area.left() + at % area.width();
    var row = area.top() + at / area.width();
    var place = row * into.width() + column;
    into.y()[place] = Colours.brightness(pixels[at]);
    into.y()[place + 1] = Colours.brightness(pixels[at + 1]);
    into.y()[place + into.width()] = Colours.brightness(pixels[below]);
    into.y()[place + into.width() + 1] = Colours.brightness(pixels[below + 1]);
    var colour = row / 2 * (into.width() / 2) + column / 2;
    into.u()[colour] = Colours.blueness(pixels[at]);
    into.v()[colour] = Colours.redness(pixels[at]);
  }
}
