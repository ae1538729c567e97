package dev.avataroperator.simulator.publish.face;

import java.util.List;

/** A face's drawing in one size, which many faces share; drawn whole once. */
public final class Portrait {
  private final Canvas canvas;
  private final Area mouth;
  private final Area lids;
  private final I420 atRest;

  public Portrait(int width, int height) {
    var scale = new Scale(width, height);
    canvas = new Canvas(scale, Features.WALL);
    canvas.paint(Features.still());
    mouth = Area.around(Features.AROUND_MOUTH, scale);
    lids = Area.around(Features.AROUND_EYES, scale);
    atRest = I420.blank(width, height);
    canvas.show(List.of(), new Area(0, 0, width, height), atRest);
    showMouth(0, atRest);
  }

  public Face newFace() {
    return new Face(this, atRest.copy());
  }

  void showMouth(double open, I420 into) {
    canvas.show(Features.mouth(open), mouth, into);
  }

  void showLids(double shut, I420 into) {
    canvas.show(Features.lids(shut), lids, into);
  }
}
