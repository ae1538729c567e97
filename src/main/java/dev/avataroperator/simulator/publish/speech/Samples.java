package dev.avataroperator.simulator.publish.speech;

import java.util.Arrays;

/** A queue of samples of 16 bit. */
final class Samples {
  private short[] kept = new short[4_096];
  private int from;
  private int to;

  int size() {
    return to - from;
  }

  void add(short sample) {
    if (to == kept.length) {
      makeRoom();
    }
    kept[to++] = sample;
  }

  /** Moves the first samples into the chunk and fills its rest with silence. */
  void take(short[] chunk) {
    var taken = Math.min(size(), chunk.length);
    System.arraycopy(kept, from, chunk, 0, taken);
    Arrays.fill(chunk, taken, chunk.length, (short) 0);
    from += taken;
  }

  void clear() {
    from = 0;
    to = 0;
  }

  private void makeRoom() {
    var size = size();
    var into = size > kept.length / 2 ? new short[kept.length * 2] : kept;
    System.arraycopy(kept, from, into, 0, size);
    kept = into;
    from = 0;
    to = size;
  }
}
