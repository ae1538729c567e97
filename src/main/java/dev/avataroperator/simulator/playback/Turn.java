package dev.avataroperator.simulator.playback;

import dev.avataroperator.audio.AudioPiece;
import java.util.ArrayDeque;
import java.util.Deque;

/** One request on its way through the player. */
final class Turn {
  /** More unanswered messages than this in one request are counted, not answered. */
  private static final int MOST_ANSWERS = 20_000;

  private final String requestId;
  private final Deque<Long> answers = new ArrayDeque<>();
  private final Deque<Ready> unspoken = new ArrayDeque<>();
  private boolean begun;
  private boolean ended;
  private boolean audible;
  private boolean told;
  private long arrivedNanos;
  private long earliest;
  private long playedUpTo;
  private long keptBytes;
  private long spokenNanos;
  private boolean spokenWhole;

  Turn(String requestId) {
    this.requestId = requestId;
  }

  String requestId() {
    return requestId;
  }

  /** False when the message won't be answered. */
  boolean expectAnswer(long ready) {
    return answers.size() < MOST_ANSWERS && answers.add(ready);
  }

  /** Late audio pushes the end back; audio of a request that waits just adds up. */
  void add(long ready, long durationNanos) {
    if (!audible) {
      audible = true;
      earliest = ready;
    }
    arrivedNanos += durationNanos;
    if (begun) {
      playedUpTo = later(playedUpTo, ready) + durationNanos;
    }
  }

  /** Keeps audio until its time has come. */
  void keep(long ready, AudioPiece audio) {
    unspoken.add(new Ready(ready, audio));
    keptBytes += audio.bytes().length();
  }

  long keptBytes() {
    return keptBytes;
  }

  /** Hands over what is due, and says once that this was all. */
  void speak(long now, Loudspeaker into) {
    while (!unspoken.isEmpty() && unspoken.peekFirst().at() - now <= 0) {
      var audio = unspoken.removeFirst().audio();
      keptBytes -= audio.bytes().length();
      spokenNanos += audio.nanos();
      into.play(audio);
    }
    if (ended && unspoken.isEmpty() && !spokenWhole) {
      spokenWhole = true;
      into.end();
    }
  }

  /** How much was handed over. */
  long spokenNanos() {
    return spokenNanos;
  }

  void end() {
    ended = true;
  }

  void begin(long now) {
    if (!begun && audible) {
      begun = true;
      playedUpTo = later(earliest, now) + arrivedNanos;
    }
  }

  /** True once: when the first of it is heard. */
  boolean isHeardFirst() {
    var first = !told;
    told = true;
    return first;
  }

  boolean takeDueAnswer(long now) {
    if (answers.isEmpty() || answers.peekFirst() - now > 0) {
      return false;
    }
    answers.removeFirst();
    return true;
  }

  boolean isOver(long now) {
    return ended && answers.isEmpty() && (!audible || playedUpTo - now <= 0);
  }

  /** How much of what arrived has been played. */
  long playedNanos(long now) {
    return begun ? Math.max(0, arrivedNanos - Math.max(0, playedUpTo - now)) : 0;
  }

  /** When something happens next, or null. */
  Long next() {
    if (!answers.isEmpty()) {
      return answers.peekFirst();
    }
    if (!unspoken.isEmpty()) {
      return unspoken.peekFirst().at();
    }
    return ended ? playedUpTo : null;
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }

  private record Ready(long at, AudioPiece audio) {}
}
