package dev.avataroperator.operator.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.testing.MovableTime;
import dev.avataroperator.testing.Participants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoomsTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final ScriptedRooms server = new ScriptedRooms();
  private final RoomAddress lobby = new RoomAddress(server, "lobby", null);
  private final RoomAddress stage = new RoomAddress(server, "stage", null);
  private final Queue<String> woken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger swept = new AtomicInteger();
  private final Rooms rooms = rooms();

  @Test
  void looksIntoARoomOnceForAllItsSessions() {
    // when
    rooms.watch("one", lobby, NEVER);
    await().until(() -> rooms.reading("one").isPresent());
    rooms.watch("two", lobby, NEVER);

    // then
    assertThat(rooms.reading("two")).isPresent().isEqualTo(rooms.reading("one"));
    assertThat(server.calls).hasValue(1);
  }

  @Test
  void wakesTheSessionsOfARoomOnlyWhenItChanged() {
    // given
    rooms.watch("one", lobby, NEVER);
    await().until(() -> woken.contains("one"));
    woken.clear();

    // when
    var before = server.calls.get();
    rooms.look(lobby);
    await().until(() -> server.calls.get() > before);
    server.participants = List.of(Participants.person("anna"));
    rooms.look(lobby);

    // then
    await().until(() -> woken.contains("one"));
    assertThat(woken).containsExactly("one");
    assertThat(rooms.reading("one").orElseThrow().participants()).hasSize(1);
  }

  @Test
  void saysAtOnceThatARoomCannotBeSeen() {
    // given
    server.fails = true;

    // when
    rooms.watch("one", lobby, NEVER);

    // then
    await().until(() -> rooms.reading("one").isPresent());
    assertThat(rooms.reading("one").orElseThrow().failure()).isPresent();

    // when
    server.fails = false;

    // then
    await().until(() -> rooms.reading("one").orElseThrow().failure().isEmpty());
  }

  @Test
  void looksIntoARoomWithoutSessionsAsLongAsSomebodyMayComeBack() {
    // when
    rooms.linger(lobby, Instant.now().plus(NEVER));

    // then
    await().until(() -> swept.get() > 0);

    // when
    var before = server.calls.get();
    rooms.look(lobby);

    // then
    await().until(() -> server.calls.get() > before);
  }

  @Test
  void knowsNothingOfARoomThatASessionLeft() {
    // given
    rooms.watch("one", lobby, NEVER);
    await().until(() -> rooms.reading("one").isPresent());

    // when
    rooms.forget("one");

    // then
    assertThat(rooms.reading("one")).isEmpty();
  }

  @Test
  void asksEachServerEveryFewSecondsForOneOfItsRooms() {
    // given
    var time = new MovableTime();
    var slow = rooms(time);
    slow.watch("one", lobby, NEVER);
    slow.watch("two", stage, NEVER);
    await().until(() -> slow.reading("one").isPresent() && slow.reading("two").isPresent());

    // when
    time.move(Duration.ofSeconds(9));

    // then
    await().until(() -> server.calls.get() == 3);
  }

  @Test
  void tellsAllRoomsOfAServerThatItFails() {
    // given
    rooms.watch("one", lobby, NEVER);
    rooms.watch("two", stage, NEVER);
    await().until(() -> rooms.reading("one").isPresent() && rooms.reading("two").isPresent());

    // when
    server.fails = true;
    rooms.look(lobby);

    // then
    await().until(() -> rooms.reading("two").orElseThrow().failure().isPresent());
    assertThat(woken).contains("one", "two");
  }

  @Test
  void looksOftenWhereAskedTo() {
    // given
    rooms.watch("one", lobby, NEVER);
    await().until(() -> rooms.reading("one").isPresent());

    // when
    rooms.lookFor("one", Duration.ofMillis(50));

    // then
    await().until(() -> server.calls.get() > 4);
  }

  private Rooms rooms() {
    return rooms(Clock.systemUTC());
  }

  private Rooms rooms(Clock clock) {
    var made = new Rooms(new RoomServers(clock, new Random(1)), clock, new Random(1));
    made.listen(
        new RoomListener() {
          @Override
          public void roomChanged(String sessionUid) {
            woken.add(sessionUid);
          }

          @Override
          public void roomRead(RoomAddress address, RoomReading reading) {
            swept.incrementAndGet();
          }
        });
    return made;
  }
}
