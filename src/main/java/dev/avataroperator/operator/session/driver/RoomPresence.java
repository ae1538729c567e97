package dev.avataroperator.operator.session.driver;

import dev.avataroperator.operator.session.room.Departure;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.Optional;

/** The avatar as the session's room shows it, where that can be looked into. */
public final class RoomPresence implements Presence {
  private final dev.avataroperator.operator.session.room.Presence room;
  private final Departure departure;

  public RoomPresence(dev.avataroperator.operator.session.room.Presence room, Departure departure) {
    this.room = room;
    this.departure = departure;
  }

  @Override
  public boolean observe(Turn turn, Accepted accepted) {
    return room.isBrought(turn) || accepted.rtc().rooms().isEmpty();
  }

  @Override
  public Optional<String> remove(Turn turn) {
    departure.leave(turn);
    return Optional.empty();
  }
}
