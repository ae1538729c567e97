package dev.avataroperator.rtc;

import java.util.Optional;

/** Reads what an RTC server says of its rooms by webhook. */
public interface RoomNews {

  /**
   * The room that something happened in, if it was in a room.
   *
   * @param authorization the header of that name
   * @throws RoomException unauthorized: it isn't signed with the account's key for this body, or no
   *     longer good
   */
  Optional<String> room(String body, String authorization) throws RoomException;
}
