package dev.avataroperator.operator.rooms;

import dev.avataroperator.rtc.Participant;
import dev.avataroperator.rtc.RoomException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a look into a room gave: who is there, or why nobody can say.
 *
 * @param participants nobody where the look failed
 */
public record RoomReading(
    Instant at, List<Participant> participants, Optional<RoomException> failure) {

  static RoomReading of(Instant at, List<Participant> participants) {
    return new RoomReading(at, List.copyOf(participants), Optional.empty());
  }

  static RoomReading failed(Instant at, RoomException failure) {
    return new RoomReading(at, List.of(), Optional.of(failure));
  }

  /** Whether it says the same as another look, at whatever time. */
  boolean saysTheSameAs(RoomReading other) {
    return other != null
        && participants.equals(other.participants)
        && failure.map(RoomException::kind).equals(other.failure.map(RoomException::kind));
  }
}
