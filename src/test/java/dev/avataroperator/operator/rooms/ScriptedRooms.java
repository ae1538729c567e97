package dev.avataroperator.operator.rooms;

import dev.avataroperator.rtc.Participant;
import dev.avataroperator.rtc.RoomAccess;
import dev.avataroperator.rtc.RoomException;
import dev.avataroperator.rtc.RoomNews;
import dev.avataroperator.rtc.RoomServer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A server whose rooms all hold the same, and which fails on demand. */
final class ScriptedRooms implements RoomServer, RoomAccess {
  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  private final String key;
  volatile List<String> names = List.of();
  volatile List<Participant> participants = List.of();
  volatile boolean fails;

  ScriptedRooms() {
    this("scripted");
  }

  ScriptedRooms(String key) {
    this.key = key;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String seat(String room, String identity) {
    return room + identity;
  }

  @Override
  public RoomAccess open(Clock clock) {
    return this;
  }

  @Override
  public RoomNews news() {
    return (body, authorization) -> Optional.empty();
  }

  @Override
  public List<Participant> list(String room) throws RoomException {
    check();
    return participants;
  }

  @Override
  public List<String> names() throws RoomException {
    check();
    return names;
  }

  @Override
  public void remove(String room, String identity) throws RoomException {
    check();
  }

  @Override
  public void check() throws RoomException {
    calls.incrementAndGet();
    if (fails) {
      throw new RoomException(RoomException.Kind.UNREACHABLE, "Nothing listens there.");
    }
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
