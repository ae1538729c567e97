package dev.avataroperator.bench;

/** What is measured, in milliseconds; docs/latency.md defines each. */
enum Point {
  APPLIED_TO_FRAME("session applied -> first frame"),
  APPLIED_TO_CONFIRMED("  applied -> confirmed"),
  TOKEN_MINT("    of which tokenMint"),
  CONNECT("    of which connect"),
  CONFIRM("    of which confirm"),
  CONFIRMED_TO_JOINED("  confirmed -> joined"),
  JOINED_TO_SUBSCRIBED("  joined -> subscribed"),
  SUBSCRIBED_TO_FRAME("  subscribed -> first frame"),
  BARE_JOIN_TO_FRAME("bare page joins -> first frame"),
  CONFIRMED_TO_FRAME("confirmed -> first frame", BARE_JOIN_TO_FRAME),
  BARE_OFF_TO_SILENCE("bare tone off -> silence"),
  PRESSED_TO_SILENCE("interrupt pressed -> silence", BARE_OFF_TO_SILENCE),
  PRESSED_TO_ANSWERED("  pressed -> console answers"),
  PRESSED_JITTER_BUFFER("  in the jitter buffer then"),
  BARE_ON_TO_SOUND("bare tone on -> sound"),
  CHUNK_TO_SOUND("first 20 ms pushed -> sound", BARE_ON_TO_SOUND),
  FIRST_ANIMATION("firstAnimation, same segments"),
  BARE_PICTURE_AFTER_SOUND("bare picture after sound"),
  BARE_LIKENESS("  likeness there, percent"),
  PICTURE_AFTER_SOUND("picture after sound", BARE_PICTURE_AFTER_SOUND),
  LIKENESS("  likeness there, percent");

  private final String label;
  private final Point floor;

  Point(String label) {
    this(label, null);
  }

  /**
   * @param floor what LiveKit and browsers take for the same without anything of ours
   */
  Point(String label, Point floor) {
    this.label = label;
    this.floor = floor;
  }

  String label() {
    return label;
  }

  Point floor() {
    return floor;
  }

  /** Whether it may lie on either side of zero, so that a ratio would say nothing. */
  boolean isOffset() {
    return this == PICTURE_AFTER_SOUND;
  }
}
