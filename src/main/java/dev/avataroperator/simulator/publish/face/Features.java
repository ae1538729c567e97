package dev.avataroperator.simulator.publish.face;

import static dev.avataroperator.simulator.publish.face.Shape.ellipse;

import java.util.ArrayList;
import java.util.List;

/** What the face consists of, in a drawing of 640 by 360. */
final class Features {
  static final int WALL = 0x35566B;

  /** What moves when the mouth does. */
  static final Shape AROUND_MOUTH = ellipse(320, 243, 42, 30, 0);

  /** What moves in a blink. */
  static final Shape AROUND_EYES = ellipse(320, 164, 66, 16, 0);

  private static final int SKIN = 0xE8B48E;
  private static final int SHADE = 0xD39A74;
  private static final int HAIR = 0x3A2820;
  private static final int COAT = 0x24384A;
  private static final int COLLAR = 0xDDE5E8;
  private static final int LIP = 0xB45B54;
  private static final int INSIDE = 0x35131A;
  private static final int TONGUE = 0xA8484C;
  private static final int WHITE = 0xF4F1EC;
  private static final int IRIS = 0x4B6F4A;
  private static final int PUPIL = 0x14100E;
  private static final double[] EYES = {278, 362};
  private static final double MOUTH = 240;

  private Features() {}

  /** All that stands still. */
  static List<Shape> still() {
    var shapes = new ArrayList<Shape>();
    shapes.add(ellipse(320, 400, 190, 98, COAT));
    shapes.add(ellipse(320, 322, 62, 44, COLLAR));
    shapes.add(ellipse(320, 300, 40, 52, SHADE));
    shapes.add(ellipse(320, 150, 116, 128, HAIR));
    shapes.add(ellipse(222, 182, 16, 25, SHADE));
    shapes.add(ellipse(418, 182, 16, 25, SHADE));
    shapes.add(ellipse(320, 178, 97, 116, SKIN));
    shapes.add(ellipse(320, 86, 100, 40, HAIR));
    for (var eye : EYES) {
      shapes.add(ellipse(eye, 136, 25, 5, HAIR));
      shapes.add(ellipse(eye, 164, 22, 12, WHITE));
      shapes.add(ellipse(eye, 165, 10, 10, IRIS));
      shapes.add(ellipse(eye, 165, 5, 5, PUPIL));
      shapes.add(ellipse(eye + 3, 161, 2.5, 2.5, WHITE));
    }
    shapes.add(ellipse(320, 196, 10, 17, SHADE).between(186, 300));
    shapes.add(ellipse(320, 203, 15, 7, SHADE));
    return shapes;
  }

  /**
   * @param shut from 0 to 1
   */
  static List<Shape> lids(double shut) {
    var shapes = new ArrayList<Shape>();
    if (shut > 0) {
      for (var eye : EYES) {
        shapes.add(ellipse(eye, 164, 24, 14, SHADE).between(0, 150 + 28 * shut));
        shapes.add(ellipse(eye, 150 + 26 * shut, 21, 1.5, HAIR));
      }
    }
    return shapes;
  }

  /**
   * @param open from 0 to 1
   */
  static List<Shape> mouth(double open) {
    var width = 32 - 6 * open;
    var height = 1.2 + 18 * open;
    var shapes = new ArrayList<Shape>();
    shapes.add(ellipse(320, MOUTH, width + 5, height + 5, LIP));
    shapes.add(ellipse(320, MOUTH, width, height, INSIDE));
    if (open > 0.25) {
      var teeth = MOUTH - height;
      shapes.add(
          ellipse(320, MOUTH, width - 3, height - 1, WHITE).between(teeth, teeth + 5 * open));
      shapes.add(ellipse(320, MOUTH + height * 0.75, width * 0.6, height * 0.35, TONGUE));
    }
    return shapes;
  }
}
