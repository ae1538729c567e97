package dev.avataroperator.operator.session.room;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.rooms.RoomServers;
import dev.avataroperator.operator.rooms.Rooms;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.Participant;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.testing.Participants;
import dev.avataroperator.testing.SessionsInMemory;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Looks at a session in memory, and what they find in its room. */
final class Looks {
  static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

  private Looks() {}

  static Turn turn(AvatarSession session, int second, Sight sight) {
    var turn = new Turn(session, NOW.plusSeconds(second));
    turn.found(sight);
    return turn;
  }

  static String said(Turn turn) {
    return turn.conditions().get(ConditionType.MediaPublishing).map(Looks::text).orElse("");
  }

  static String text(Condition condition) {
    return condition.getStatus() + " " + condition.getReason();
  }

  static AvatarSession session(String status, String reason) {
    var condition =
        status.isEmpty()
            ? ""
            : "{type: MediaPublishing, status: '%s', reason: %s, message: it,"
                    .formatted(status, reason)
                + " lastTransitionTime: '2026-01-01T00:59:00Z'}";
    return SessionsInMemory.withStatus(
        SessionsInMemory.session(""),
        "{epoch: 1, connectionId: c-1, rtc: {participantSid: PA_1}, conditions: ["
            + condition
            + "]}");
  }

  /** Nobody's room is looked into. */
  static RoomWatch intoNoRoom() {
    var clock = Clock.systemUTC();
    return new RoomWatch(
        new Rooms(new RoomServers(clock, new Random(1)), clock, new Random(1)),
        turn -> Optional.empty());
  }

  static Sight publishing() {
    return publishing(0);
  }

  static Sight publishing(int second) {
    return sight(Sight.Kind.PUBLISHING, second);
  }

  static Sight absent() {
    return sight(Sight.Kind.ABSENT, 0);
  }

  static Sight sight(Sight.Kind kind, int second) {
    var avatar =
        kind == Sight.Kind.PUBLISHING
            ? Optional.of(Participants.avatar("PA_1", Map.of()))
            : Optional.<Participant>empty();
    return new Sight(kind, "it", avatar, Set.of(), NOW.plusSeconds(second));
  }
}
