package dev.avataroperator.audio;

import io.vertx.core.buffer.Buffer;

/** Joins samples, or frames of several channels, that were split between two pieces. */
public final class WholeSamples {
  private final int size;
  private Buffer rest = Buffer.buffer();

  /** Samples of 16 bit. */
  public WholeSamples() {
    this(Short.BYTES);
  }

  /**
   * @param size of one frame, in bytes
   */
  public WholeSamples(int size) {
    this.size = size;
  }

  public int size() {
    return size;
  }

  public Buffer feed(Buffer piece) {
    if (rest.length() == 0 && piece.length() % size == 0) {
      return piece;
    }
    var all = rest.appendBuffer(piece);
    var whole = all.length() - all.length() % size;
    rest = all.getBuffer(whole, all.length());
    return all.slice(0, whole);
  }

  /** Bytes of a frame that never became whole. */
  public int left() {
    return rest.length();
  }
}
