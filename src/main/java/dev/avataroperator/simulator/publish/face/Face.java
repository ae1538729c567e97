package dev.avataroperator.simulator.publish.face;

/**
 * A face that blinks, and opens its mouth as far as it is told. A picture depends on nothing else,
 * however often and in which order it is asked for; only what moved is drawn anew. The mouth's
 * middle stands at 1/2 of the width and 2/3 of the height; around it, it gets darker the wider the
 * mouth is open.
 */
public final class Face {
  private static final int STEPS = 24;
  private static final long BLINK_EVERY_MS = 3_700;
  private static final long BLINK_MS = 200;

  private final Portrait portrait;
  private final I420 picture;
  private int mouth;
  private int lids;

  Face(Portrait portrait, I420 picture) {
    this.portrait = portrait;
    this.picture = picture;
  }

  /**
   * The picture of that moment, which the next call overwrites.
   *
   * @param openness of the mouth, from 0 to 1
   */
  public I420 at(long millis, double openness) {
    var wantedMouth = step(openness);
    if (wantedMouth != mouth) {
      mouth = wantedMouth;
      portrait.showMouth(mouth / (double) STEPS, picture);
    }
    var wantedLids = step(shut(millis));
    if (wantedLids != lids) {
      lids = wantedLids;
      portrait.showLids(lids / (double) STEPS, picture);
    }
    return picture;
  }

  private static int step(double share) {
    return (int) Math.round(Math.max(0, Math.min(1, share)) * STEPS);
  }

  /** Down and up again within a blink. */
  private static double shut(long millis) {
    var since = Math.floorMod(millis, BLINK_EVERY_MS);
    var half = BLINK_MS / 2.0;
    return Math.max(0, 1 - Math.abs(since - half) / half);
  }
}
