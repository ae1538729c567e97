package dev.avataroperator.simulator.playback;

import dev.avataroperator.audio.AudioPiece;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Plays the requests of a connection one after the other, in real time: an answer per audio
 * message, after a delay and not before the request's turn, and one when its audio has been played.
 * All of it stands still during a pause.
 */
public final class Playback {
  private static final long MOST_KEPT_BYTES = 16 << 20;

  /** What the client is told. */
  public interface Listener {
    /** The first of it is heard. */
    void started(String requestId);

    void playing(String requestId);

    void played(String requestId, long playedNanos);

    void stopped(String requestId, long playedNanos);

    void answerDropped();

    /** More audio waits to be heard than is kept. */
    void unheard(long nanos);
  }

  /** Calls {@link #advance} once; setting it again replaces the earlier time. */
  public interface Alarm {
    void set(long nanosAhead);

    void off();
  }

  private final PlayTime time;
  private final Alarm alarm;
  private final long delayNanos;
  private final Listener listener;
  private final Loudspeaker loudspeaker;
  private final Deque<Turn> turns = new ArrayDeque<>();

  public Playback(
      LongSupplier nanoTime,
      Alarm alarm,
      Duration delay,
      Listener listener,
      Loudspeaker loudspeaker) {
    this.loudspeaker = loudspeaker;
    this.time = new PlayTime(nanoTime);
    this.alarm = alarm;
    this.delayNanos = delay.toNanos();
    this.listener = listener;
  }

  /** Requests that are being played or wait for their turn. */
  public int unfinished() {
    return turns.size();
  }

  /** The request that is being played. */
  public Optional<String> current() {
    return Optional.ofNullable(turns.peekFirst()).map(Turn::requestId);
  }

  /** How much of the current request was played. */
  public long playedNanos() {
    return turns.isEmpty() ? 0 : playedNanos(turns.peekFirst());
  }

  private long playedNanos(Turn turn) {
    var byTime = turn.playedNanos(time.now());
    if (!loudspeaker.isOn()) {
      return byTime;
    }
    var heard = turn == turns.peekFirst() ? turn.spokenNanos() - loudspeaker.restNanos() : 0;
    return Math.max(0, Math.min(byTime, heard));
  }

  public boolean isPaused() {
    return time.isPaused();
  }

  public void pause() {
    time.pause();
    loudspeaker.pause();
    advance();
  }

  public void resume() {
    time.resume();
    loudspeaker.resume();
    advance();
  }

  public void audio(String requestId, AudioPiece audio) {
    var turn = turn(requestId);
    var ready = time.now() + delayNanos;
    if (!turn.expectAnswer(ready)) {
      listener.answerDropped();
    }
    turn.add(ready, audio.nanos());
    keep(turn, ready, audio);
    advance();
  }

  private void keep(Turn turn, long ready, AudioPiece audio) {
    if (!loudspeaker.isOn()) {
      return;
    }
    var kept = turns.stream().mapToLong(Turn::keptBytes).sum();
    if (kept + audio.bytes().length() > MOST_KEPT_BYTES) {
      listener.unheard(audio.nanos());
    } else {
      turn.keep(ready, audio);
    }
  }

  public void end(String requestId) {
    turn(requestId).end();
    advance();
  }

  /** The requests before this one, if it waits or is being played. */
  public List<String> before(String requestId) {
    var ids = turns.stream().map(Turn::requestId).toList();
    return ids.subList(0, Math.max(0, ids.indexOf(requestId)));
  }

  /** Ends a pause where it stops the request that is paused. */
  public void interrupt(String requestId) {
    var played = find(requestId).map(this::playedNanos).orElse(0L);
    if (current().filter(requestId::equals).isPresent()) {
      time.resume();
      loudspeaker.stop();
    }
    turns.removeIf(turn -> turn.requestId().equals(requestId));
    listener.stopped(requestId, played);
    advance();
  }

  private Optional<Turn> find(String requestId) {
    return turns.stream().filter(turn -> turn.requestId().equals(requestId)).findFirst();
  }

  private Turn turn(String requestId) {
    var known = find(requestId);
    if (known.isPresent()) {
      return known.get();
    }
    var turn = new Turn(requestId);
    turns.addLast(turn);
    return turn;
  }

  /** Tells what is due, and wakes again for what comes next. */
  public void advance() {
    var now = time.now();
    for (var turn = turns.peekFirst(); turn != null; turn = turns.peekFirst()) {
      turn.begin(now);
      turn.speak(now, loudspeaker);
      answer(turn, now);
      if (time.isPaused() || !turn.isOver(now) || loudspeaker.restNanos() > 0) {
        break;
      }
      turns.removeFirst();
      listener.played(turn.requestId(), turn.playedNanos(now));
    }
    wake(now);
  }

  private void answer(Turn turn, long now) {
    while (turn.takeDueAnswer(now)) {
      if (turn.isHeardFirst()) {
        listener.started(turn.requestId());
      }
      listener.playing(turn.requestId());
    }
  }

  private void wake(long now) {
    var next = turns.isEmpty() || time.isPaused() ? null : turns.peekFirst().next();
    if (next == null) {
      alarm.off();
    } else {
      alarm.set(next - now > 0 ? next - now : loudspeaker.restNanos());
    }
  }
}
