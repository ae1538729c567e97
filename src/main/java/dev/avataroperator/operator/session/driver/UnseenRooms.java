package dev.avataroperator.operator.session.driver;

import static dev.avataroperator.status.ConditionType.MediaPublishing;

import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import java.util.Optional;

/** Rooms that nobody looks into: where one could, the avatar counts as awaited. */
public final class UnseenRooms implements Presence {

  @Override
  public boolean observe(Turn turn, Accepted accepted) {
    if (accepted.rtc().showsItsRooms()) {
      turn.conditions()
          .isFalse(
              MediaPublishing,
              Reason.Connecting,
              "Waiting for the driver to bring the avatar into the room.");
      return false;
    }
    turn.conditions()
        .isUnknown(
            MediaPublishing,
            Reason.NotObservable,
            "Nobody can see here who is in the channel: ask the driver.");
    return true;
  }

  @Override
  public Optional<String> remove(Turn turn) {
    return Optional.empty();
  }
}
