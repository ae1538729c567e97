package dev.avataroperator.operator.session.driver;

import dev.avataroperator.operator.session.room.Departure;
import dev.avataroperator.operator.session.room.Presence;
import dev.avataroperator.operator.session.room.RoomWatch;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The avatar that others bring into the session's room, where that can be looked into. Only a
 * program of the team's has to be put out: an agent is called back.
 */
public final class BroughtAvatar {
  /** A start waits no longer for a room that can't be looked into. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
  private final Presence presence;
  private final RoomWatch watch;
  private final Departure departure;

  public BroughtAvatar(Presence presence, RoomWatch watch, Departure departure) {
    this.presence = presence;
    this.watch = watch;
    this.departure = departure;
  }

  void forget(String uid) {
    waiting.remove(uid);
  }

  /**
   * There are new credentials: who came with those before leaves the room. Answers why that has to
   * be waited for, for people.
   */
  Optional<String> begins(Turn turn) {
    if (!mayStand(turn)) {
      return Optional.empty();
    }
    var problem = departure.leave(turn);
    var since = waiting.computeIfAbsent(turn.uid(), uid -> turn.now());
    if (problem.isEmpty() || turn.now().isAfter(since.plus(PATIENCE))) {
      waiting.remove(turn.uid());
      watch.begins(turn);
      return Optional.empty();
    }
    return problem;
  }

  /** Says in MediaPublishing what is seen. */
  void observe(Turn turn) {
    presence.judgeBrought(turn);
  }

  /** Whether it was in the room and isn't any more. */
  boolean isLost(Turn turn) {
    return presence.isRemoved(turn);
  }

  /**
   * Has it leave, now and whenever it comes back while it has a token for the room; answers why it
   * couldn't, for people.
   */
  Optional<String> remove(Turn turn) {
    if (!mayStand(turn)) {
      return Optional.empty();
    }
    departure.keepLooking(turn);
    return departure.leave(turn);
  }

  private static boolean mayStand(Turn turn) {
    return DrivenBy.of(turn.session()) == DrivenBy.EXTERNAL && turn.storedEpoch() > 0;
  }
}
