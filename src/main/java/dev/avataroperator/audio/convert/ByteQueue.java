package dev.avataroperator.audio.convert;

import io.vertx.core.buffer.Buffer;
import java.io.InputStream;

/** What was fed and not read yet; never blocks. */
final class ByteQueue extends InputStream {
  private Buffer bytes = Buffer.buffer();
  private int at;
  private boolean ended;

  void add(Buffer more) {
    bytes = bytes.getBuffer(at, bytes.length()).appendBuffer(more);
    at = 0;
  }

  void end() {
    ended = true;
  }

  @Override
  public int available() {
    return bytes.length() - at;
  }

  @Override
  public int read() {
    if (available() == 0) {
      return starved();
    }
    return bytes.getUnsignedByte(at++);
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length > 0 && available() == 0) {
      return starved();
    }
    var size = Math.min(length, available());
    bytes.getBytes(at, at + size, target, offset);
    at += size;
    return size;
  }

  private int starved() {
    if (!ended) {
      throw new IllegalStateException("read before enough was fed");
    }
    return -1;
  }
}
