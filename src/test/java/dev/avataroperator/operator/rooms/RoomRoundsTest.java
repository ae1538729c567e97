package dev.avataroperator.operator.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomRoundsTest {
  private final ScriptedRooms server = new ScriptedRooms();
  private final RoomAddress any = new RoomAddress(server, "", null);
  private final Queue<String> swept = new ConcurrentLinkedQueue<>();
  private final RoomServers servers = new RoomServers(Clock.systemUTC(), new Random(1));
  private final Rooms rooms = rooms();
  private final RoomRounds rounds = new RoomRounds(servers, rooms);

  @Test
  void looksIntoEveryRoomOfAServerInTurn() {
    // given
    server.names = names(50);

    // when
    rounds.go(List.of(any, any));

    // then
    assertThat(swept).hasSize(20);
    assertThat(server.calls).hasValue(21);

    // when
    rounds.go(List.of(any));
    rounds.go(List.of(any));

    // then
    assertThat(swept).hasSize(60).containsAll(names(50));
  }

  @Test
  void looksIntoEachRoomOnceWhereThereAreFew() {
    // given
    server.names = List.of("lobby", "stage");

    // when
    rounds.go(List.of(any));
    rounds.go(List.of(any));

    // then
    assertThat(swept).containsExactly("lobby", "stage", "lobby", "stage");
  }

  @Test
  void leavesThoseAloneThatAreLookedIntoAnyway() {
    // given
    server.names = List.of("lobby", "stage");
    rooms.watch("one", new RoomAddress(server, "lobby", null), Duration.ofHours(1));
    await().until(() -> swept.contains("lobby"));
    swept.clear();

    // when
    rounds.go(List.of(any));

    // then
    assertThat(swept).containsExactly("stage");
  }

  @Test
  void passesByAServerThatDoesNotAnswer() {
    // given
    server.names = List.of("lobby");
    var dead = new ScriptedRooms("dead");
    dead.fails = true;

    // when
    rounds.go(List.of(new RoomAddress(dead, "", null), any));

    // then
    assertThat(swept).containsExactly("lobby");
    assertThat(dead.calls).hasValue(1);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "room-" + i).toList();
  }

  private Rooms rooms() {
    var made = new Rooms(servers, Clock.systemUTC(), new Random(1));
    made.listen(
        new RoomListener() {
          @Override
          public void roomChanged(String sessionUid) {
            // No session is told.
          }

          @Override
          public void roomRead(RoomAddress address, RoomReading reading) {
            swept.add(address.room());
          }
        });
    return made;
  }
}
