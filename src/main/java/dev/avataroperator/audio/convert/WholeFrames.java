package dev.avataroperator.audio.convert;

import io.vertx.core.buffer.Buffer;

/** Joins frames that were split between two pieces. */
final class WholeFrames {
  private final int size;
  private Buffer rest = Buffer.buffer();

  WholeFrames(int size) {
    this.size = size;
  }

  int size() {
    return size;
  }

  Buffer feed(Buffer piece) {
    var all = rest.length() == 0 ? piece : rest.appendBuffer(piece);
    var whole = all.length() - all.length() % size;
    rest = all.getBuffer(whole, all.length());
    return all.slice(0, whole);
  }
}
