package dev.avataroperator.operator.session.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.operator.rooms.RoomServers;
import dev.avataroperator.operator.rooms.Rooms;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.testing.Participants;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomWatchTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

  @Test
  void takesTheAvatarOfTheConnectionBeforeForOneThatLeaves() {
    // given
    var watch = new RoomWatch(rooms(), turn -> Optional.empty());
    var turn = new Turn(SessionsInMemory.session(""), NOW);
    turn.found(avatar("PA_1"));

    // when
    watch.begins(turn);

    // then
    assertThat(turn.sight().leaving()).contains("PA_1");
    assertThat(watch.without(turn, avatar("PA_1")).kind()).isEqualTo(Sight.Kind.ABSENT);
    assertThat(watch.without(turn, avatar("PA_2")).kind()).isEqualTo(Sight.Kind.PUBLISHING);
  }

  @Test
  void knowsWhoLeavesFromWhatWasNotedBeforeTheOperatorStartedAgain() {
    // given
    var watch = new RoomWatch(rooms(), turn -> Optional.of("PA_1"));
    var turn = new Turn(SessionsInMemory.session(""), NOW);

    // then
    assertThat(watch.without(turn, avatar("PA_1")).kind()).isEqualTo(Sight.Kind.ABSENT);
    assertThat(watch.without(turn, avatar("PA_1")).leaving()).contains("PA_1");
    assertThat(watch.without(turn, avatar("PA_2")).kind()).isEqualTo(Sight.Kind.PUBLISHING);
  }

  private static Sight avatar(String sid) {
    var avatar = Optional.of(Participants.avatar(sid, Map.of()));
    return new Sight(Sight.Kind.PUBLISHING, "it", avatar, Set.of(), NOW);
  }

  private static Rooms rooms() {
    var clock = Clock.systemUTC();
    return new Rooms(new RoomServers(clock, new Random(1)), clock, new Random(1));
  }
}
