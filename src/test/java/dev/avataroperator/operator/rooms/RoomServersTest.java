package dev.avataroperator.operator.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.rtc.RoomException;
import dev.avataroperator.testing.MovableTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoomServersTest {
  private final MovableTime clock = new MovableTime();
  private final ScriptedRooms server = new ScriptedRooms();
  private final RoomServers servers = new RoomServers(clock, new Random(1));
  private final RoomAddress lobby = new RoomAddress(server, "lobby", null);
  private final RoomAddress stage = new RoomAddress(server, "stage", null);

  @Test
  void doesNotCallAServerThatFailedBeforeAPause() throws RoomException {
    // given
    server.fails = true;
    assertThatThrownBy(() -> servers.list(lobby)).hasMessageContaining("Nothing listens");

    // then
    assertThatThrownBy(() -> servers.list(stage)).hasMessageContaining("Nothing listens");
    assertThat(server.calls).hasValue(1);

    // when
    server.fails = false;
    clock.move(Duration.ofSeconds(1));

    // then
    assertThat(servers.list(stage)).isEmpty();
    assertThat(server.calls).hasValue(2);
    assertThat(servers.pause(server)).isZero();
  }

  @Test
  void waitsForFifteenSecondsAtMost() {
    // given
    server.fails = true;

    // when
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> servers.list(lobby)).isInstanceOf(RoomException.class);
      clock.move(Duration.ofSeconds(15));
    }

    // then
    assertThat(server.calls).hasValue(20);
  }

  @Test
  void remembersThePauseOfAServerHoweverManyOthersThereAre() throws RoomException {
    // given
    server.fails = true;
    assertThatThrownBy(() -> servers.list(lobby)).isInstanceOf(RoomException.class);

    // when
    for (int i = 0; i < 1_000; i++) {
      servers.list(new RoomAddress(new ScriptedRooms("server-" + i), "lobby", null));
    }

    // then
    assertThat(server.closed).hasValue(1);
    assertThatThrownBy(() -> servers.list(lobby)).hasMessageContaining("Nothing listens");
    assertThat(server.calls).hasValue(1);
  }

  @Test
  void callsAtOnceForACheck() throws RoomException {
    // given
    server.fails = true;
    assertThatThrownBy(() -> servers.list(lobby)).isInstanceOf(RoomException.class);

    // when
    server.fails = false;
    servers.check(server);

    // then
    assertThat(servers.list(lobby)).isEmpty();
  }
}
