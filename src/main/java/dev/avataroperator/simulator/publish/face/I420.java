package dev.avataroperator.simulator.publish.face;

/** A picture as video codecs take it: brightness of every pixel, colour of every fourth. */
public record I420(int width, int height, byte[] y, byte[] u, byte[] v) {

  static I420 blank(int width, int height) {
    var quarter = width / 2 * (height / 2);
    return new I420(width, height, new byte[width * height], new byte[quarter], new byte[quarter]);
  }

  I420 copy() {
    return new I420(width, height, y.clone(), u.clone(), v.clone());
  }

  /** From 16, black, to 235, white. */
  public int brightness(int column, int row) {
    return y[row * width + column] & 0xFF;
  }
}
