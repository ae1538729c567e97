package dev.avataroperator.operator.session.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

  private final Presence presence = new Presence(new RoomWatch(rooms(), turn -> Optional.empty()));

  @Test
  void saysThatTheAvatarIsSeenAndHeard() {
    assertThat(judge(session("", ""), 0, publishing(), State.Streaming))
        .isEqualTo("True TrackSeen");
  }

  @Test
  void saysAtOnceThatAnAvatarIsNotThereYet() {
    assertThat(judge(session("", ""), 0, absent(), State.Streaming))
        .isEqualTo("False TrackMissing");
  }

  @Test
  void keepsWhoWasSeenForTenSeconds() {
    // given
    var seen = session("True", "TrackSeen");

    // then
    assertThat(judge(seen, 0, absent(), State.Streaming)).isEqualTo("True TrackSeen");
    assertThat(judge(seen, 9, absent(), State.Reconnecting)).isEqualTo("True TrackSeen");
    assertThat(judge(seen, 10, absent(), State.Streaming)).isEqualTo("False TrackMissing");
  }

  @Test
  void countsAnewAfterTheAvatarWasBack() {
    // given
    var seen = session("True", "TrackSeen");
    judge(seen, 0, absent(), State.Streaming);
    judge(seen, 5, publishing(), State.Streaming);

    // then
    assertThat(judge(seen, 12, absent(), State.Streaming)).isEqualTo("True TrackSeen");
    assertThat(judge(seen, 22, absent(), State.Streaming)).isEqualTo("False TrackMissing");
  }

  @Test
  void doesNotKnowWhereTheRoomCannotBeSeen() {
    var unseen = Sight.unobservable("It doesn't answer.");

    assertThat(judge(session("", ""), 0, unseen, State.Streaming))
        .isEqualTo("Unknown NotObservable");
    assertThat(judge(session("True", "TrackSeen"), 0, unseen, State.Streaming))
        .isEqualTo("Unknown NotObservable");
  }

  @Test
  void keepsWhatIsStoredUntilTheFirstLook() {
    assertThat(judge(session("True", "TrackSeen"), 0, Sight.unknown(), State.Streaming))
        .isEqualTo("True TrackSeen");
    assertThat(judge(session("Unknown", "NotObservable"), 0, Sight.unknown(), State.Streaming))
        .isEqualTo("Unknown NotObservable");
  }

  @Test
  void writesNothingBeforeTheFirstLookOfANewSession() {
    // given
    var turn = new Turn(session("", ""), NOW);

    // when
    presence.judge(turn, report(State.Streaming));

    // then
    assertThat(turn.isUnobserved()).isTrue();
  }

  @Test
  void saysNothingOfOneThatIsNotConnectedYet() {
    assertThat(judge(session("", ""), 0, absent(), State.Connecting)).isEmpty();
  }

  @Test
  void knowsThatAnAvatarWasRemovedWhileItsConnectionStands() {
    // given
    var seen = session("True", "TrackSeen");
    var gone = session("False", "TrackMissing");

    // then
    assertThat(isRemoved(seen, 0, absent(), State.Streaming)).isFalse();
    assertThat(isRemoved(seen, 10, absent(), State.Streaming)).isTrue();
    assertThat(isRemoved(gone, 11, absent(), State.Streaming)).isTrue();
    assertThat(isRemoved(gone, 12, publishing(), State.Streaming)).isFalse();
    assertThat(isRemoved(gone, 13, absent(), State.Reconnecting)).isFalse();
  }

  @Test
  void doesNotTakeOneForRemovedThatWasNeverThere() {
    // given
    var session = session("False", "TrackMissing");
    session.setStatus(SessionsInMemory.withStatus(session, "{epoch: 1}").getStatus());

    // then
    assertThat(isRemoved(session, 60, absent(), State.Streaming)).isFalse();
  }

  @Test
  void measuresFromTheConfirmToTheTracks() {
    // given
    var session = session("", "");
    judge(session, 0, Sight.unobservable(""), State.Streaming);

    // when
    judge(session, 2, publishing(2), State.Streaming);

    // then
    assertThat(presence.confirmToPublished(session.getMetadata().getUid()))
        .contains(Duration.ofSeconds(2));
  }

  private boolean isRemoved(AvatarSession session, int second, Sight sight, State state) {
    var turn = new Turn(session, NOW.plusSeconds(second));
    turn.found(sight);
    presence.judge(turn, report(state));
    return presence.isRemoved(turn, report(state));
  }

  private String judge(AvatarSession session, int second, Sight sight, State state) {
    var turn = new Turn(session, NOW.plusSeconds(second));
    turn.found(sight);
    presence.judge(turn, report(state));
    return turn.conditions().get(ConditionType.MediaPublishing).map(PresenceTest::text).orElse("");
  }

  private static String text(Condition condition) {
    return condition.getStatus() + " " + condition.getReason();
  }

  private static AvatarSession session(String status, String reason) {
    var condition =
        status.isEmpty()
            ? ""
            : "{type: MediaPublishing, status: '%s', reason: %s, message: it,"
                    .formatted(status, reason)
                + " lastTransitionTime: '2026-01-01T00:59:00Z'}";
    return SessionsInMemory.withStatus(
        SessionsInMemory.session(""),
        "{epoch: 1, rtc: {participantSid: PA_1}, conditions: [" + condition + "]}");
  }

  /** Nobody's room is looked into. */
  private static Rooms rooms() {
    var clock = Clock.systemUTC();
    return new Rooms(new RoomServers(clock, new Random(1)), clock, new Random(1));
  }

  private static Sight publishing() {
    return publishing(0);
  }

  private static Sight publishing(int second) {
    return sight(Sight.Kind.PUBLISHING, second);
  }

  private static Sight absent() {
    return sight(Sight.Kind.ABSENT, 0);
  }

  private static Sight sight(Sight.Kind kind, int second) {
    var avatar =
        kind == Sight.Kind.PUBLISHING
            ? Optional.of(Participants.avatar("PA_1", Map.of()))
            : Optional.<Participant>empty();
    return new Sight(kind, "it", avatar, Set.of(), NOW.plusSeconds(second));
  }

  private static SessionReport report(State state) {
    return new SessionReport("uid", 1, state, null, null, null, null, null, null, null);
  }
}
