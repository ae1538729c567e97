package dev.avataroperator.operator.session.driver;

import dev.avataroperator.operator.session.room.Departure;
import dev.avataroperator.operator.session.room.RoomWatch;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The avatar as the session's room shows it, where that can be looked into. Only a program of the
 * team's has to be put out: an agent is called back.
 */
public final class RoomPresence implements Presence {
  /** A start waits no longer for a room that can't be looked into. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
  private final dev.avataroperator.operator.session.room.Presence room;
  private final RoomWatch watch;
  private final Departure departure;

  public RoomPresence(
      dev.avataroperator.operator.session.room.Presence room,
      RoomWatch watch,
      Departure departure) {
    this.room = room;
    this.watch = watch;
    this.departure = departure;
  }

  @Override
  public Optional<String> begins(Turn turn) {
    if (!isExternal(turn) || turn.storedEpoch() == 0) {
      return Optional.empty();
    }
    watch.begins(turn);
    var problem = departure.leave(turn);
    var since = waiting.computeIfAbsent(turn.uid(), uid -> turn.now());
    if (problem.isEmpty() || turn.now().isAfter(since.plus(PATIENCE))) {
      waiting.remove(turn.uid());
      return Optional.empty();
    }
    return problem;
  }

  @Override
  public void forget(String uid) {
    waiting.remove(uid);
  }

  @Override
  public boolean observe(Turn turn, Accepted accepted) {
    return room.isBrought(turn) || accepted.rtc().rooms().isEmpty();
  }

  @Override
  public Optional<String> remove(Turn turn) {
    if (!isExternal(turn) || turn.storedEpoch() == 0) {
      return Optional.empty();
    }
    departure.keepLooking(turn);
    return departure.leave(turn);
  }

  private static boolean isExternal(Turn turn) {
    return DrivenBy.of(turn.session()) == DrivenBy.EXTERNAL;
  }
}
