package dev.avataroperator.net;

import java.util.HashMap;
import java.util.Map;

/** So many at once, and so many of each: nobody takes the room of all the others. */
public final class Places {
  private final int most;
  private final int mostEach;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  public Places(int most, int mostEach) {
    this.most = most;
    this.mostEach = mostEach;
  }

  /** Takes a place, to be given back by {@link #leave}; false where none is free for this one. */
  public synchronized boolean enter(String who) {
    var own = taken.getOrDefault(who, 0);
    if (all >= most || own >= mostEach) {
      return false;
    }
    all++;
    taken.put(who, own + 1);
    return true;
  }

  public synchronized void leave(String who) {
    all--;
    taken.computeIfPresent(who, (key, own) -> own == 1 ? null : own - 1);
  }
}
