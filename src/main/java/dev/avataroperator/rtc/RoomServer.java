package dev.avataroperator.rtc;

import java.time.Clock;

/** Where the rooms of an account can be looked into. Cheap to make; {@link #open} isn't. */
public interface RoomServer {

  /** Equal for all that go to the same server with the same keys; tells nothing of the keys. */
  String key();

  /** The seat in the form of {@link RtcVendor#seat}. */
  String seat(String room, String identity);

  RoomAccess open(Clock clock) throws RoomException;

  /** Whether a message of the server about its rooms is genuine. */
  RoomNews news();
}
