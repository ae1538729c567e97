package dev.avataroperator.rtc;

import java.util.List;

/** Looks into the rooms of an account; every call blocks, for three seconds at most. */
public interface RoomAccess extends AutoCloseable {

  /** Who is in the room; nobody if there is no such room. */
  List<Participant> list(String room) throws RoomException;

  /** The names of all rooms that there are now. */
  List<String> names() throws RoomException;

  /** Has who bears the identity leave; nothing happens if nobody does. */
  void remove(String room, String identity) throws RoomException;

  /** Whether the server answers and takes the keys. */
  void check() throws RoomException;

  @Override
  void close();
}
