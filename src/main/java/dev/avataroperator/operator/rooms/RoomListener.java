package dev.avataroperator.operator.rooms;

/** Hears of rooms, on the threads that look into them. */
public interface RoomListener {

  /** What is known of the session's room is new. */
  void roomChanged(String sessionUid);

  /** A room was looked into with success; may block. */
  void roomRead(RoomAddress address, RoomReading reading);
}
