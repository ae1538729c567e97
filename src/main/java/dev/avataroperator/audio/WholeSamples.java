package dev.avataroperator.audio;

import io.vertx.core.buffer.Buffer;

/** Joins samples that were split between two pieces. */
public final class WholeSamples {
  private byte half;
  private boolean hasHalf;

  public Buffer feed(Buffer piece) {
    if (!hasHalf && piece.length() % 2 == 0) {
      return piece;
    }
    var whole = Buffer.buffer(piece.length() + 1);
    if (hasHalf) {
      whole.appendByte(half);
    }
    whole.appendBuffer(piece);
    hasHalf = whole.length() % 2 == 1;
    if (hasHalf) {
      half = whole.getByte(whole.length() - 1);
      return whole.slice(0, whole.length() - 1);
    }
    return whole;
  }

  /** Bytes of a sample that never became whole: 0 or 1. */
  public int left() {
    return hasHalf ? 1 : 0;
  }
}
