package dev.avataroperator.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Plays the requests of a connection one after the other, in real time: an answer per audio
 * message, after a delay and not before the request's turn, and one when its audio has been played.
 */
final class Playback {
  /** More unanswered messages than this in one request are counted, not answered. */
  private static final int MOST_ANSWERS = 20_000;

  /** What the client is told. */
  interface Listener {
    void playing(String requestId);

    void played(String requestId);

    void answerDropped();
  }

  /** Calls {@link #advance} once; setting it again replaces the earlier time. */
  interface Alarm {
    void set(long nanosAhead);

    void off();
  }

  private final LongSupplier nanoTime;
  private final Alarm alarm;
  private final long delayNanos;
  private final Listener listener;
  private final Deque<Turn> turns = new ArrayDeque<>();

  Playback(LongSupplier nanoTime, Alarm alarm, Duration delay, Listener listener) {
    this.nanoTime = nanoTime;
    this.alarm = alarm;
    this.delayNanos = delay.toNanos();
    this.listener = listener;
  }

  /** Requests that are being played or wait for their turn. */
  int unfinished() {
    return turns.size();
  }

  void audio(String requestId, long durationNanos) {
    var turn = turn(requestId);
    var ready = nanoTime.getAsLong() + delayNanos;
    if (turn.answers.size() < MOST_ANSWERS) {
      turn.answers.add(ready);
    } else {
      listener.answerDropped();
    }
    turn.add(ready, durationNanos);
    advance();
  }

  void end(String requestId) {
    turn(requestId).ended = true;
    advance();
  }

  void interrupt(String requestId) {
    turns.removeIf(turn -> turn.requestId.equals(requestId));
    listener.played(requestId);
    advance();
  }

  private Turn turn(String requestId) {
    for (var turn : turns) {
      if (turn.requestId.equals(requestId)) {
        return turn;
      }
    }
    var turn = new Turn(requestId);
    turns.addLast(turn);
    return turn;
  }

  /** Tells what is due, and wakes again for what comes next. */
  void advance() {
    var now = nanoTime.getAsLong();
    for (var turn = turns.peekFirst(); turn != null; turn = turns.peekFirst()) {
      turn.begin(now);
      answer(turn, now);
      if (!turn.isOver(now)) {
        break;
      }
      turns.removeFirst();
      listener.played(turn.requestId);
    }
    wake(now);
  }

  private void answer(Turn turn, long now) {
    while (!turn.answers.isEmpty() && turn.answers.peekFirst() - now <= 0) {
      turn.answers.removeFirst();
      listener.playing(turn.requestId);
    }
  }

  private void wake(long now) {
    var turn = turns.peekFirst();
    if (turn != null && !turn.answers.isEmpty()) {
      alarm.set(turn.answers.peekFirst() - now);
    } else if (turn != null && turn.ended) {
      alarm.set(turn.playedUpTo - now);
    } else {
      alarm.off();
    }
  }

  /** One request on its way through the player. */
  private static final class Turn {
    private final String requestId;
    private final Deque<Long> answers = new ArrayDeque<>();
    private boolean begun;
    private boolean ended;
    private boolean audible;
    private long waitingNanos;
    private long earliest;
    private long playedUpTo;

    private Turn(String requestId) {
      this.requestId = requestId;
    }

    /** Late audio pushes the end back; audio of a request that waits just adds up. */
    private void add(long ready, long durationNanos) {
      if (!audible) {
        audible = true;
        earliest = ready;
      }
      if (begun) {
        playedUpTo = later(playedUpTo, ready) + durationNanos;
      } else {
        waitingNanos += durationNanos;
      }
    }

    private void begin(long now) {
      if (!begun && audible) {
        begun = true;
        playedUpTo = later(earliest, now) + waitingNanos;
      }
    }

    private boolean isOver(long now) {
      return ended && answers.isEmpty() && (!audible || playedUpTo - now <= 0);
    }

    private static long later(long one, long other) {
      return one - other > 0 ? one : other;
    }
  }
}
