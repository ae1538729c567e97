package dev.avataroperator.operator.session.driver;

import dev.avataroperator.operator.session.room.Departure;
import dev.avataroperator.operator.session.room.Presence;
import dev.avataroperator.operator.session.turn.Turn;

/** The avatar that others bring into the session's room, where that can be looked into. */
public final class BroughtAvatar {
  private final Presence room;
  private final Departure departure;

  public BroughtAvatar(Presence room, Departure departure) {
    this.room = room;
    this.departure = departure;
  }

  /** Says in MediaPublishing what is seen. */
  void observe(Turn turn) {
    room.judgeBrought(turn);
  }

  /** Whether it was in the room and isn't any more. */
  boolean isLost(Turn turn) {
    return room.isRemoved(turn);
  }

  /** Has it leave, if it is there with the token that the session gave. */
  void remove(Turn turn) {
    departure.leave(turn);
  }
}
