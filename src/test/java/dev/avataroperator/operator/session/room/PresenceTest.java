package dev.avataroperator.operator.session.room;

import static dev.avataroperator.operator.session.room.Looks.absent;
import static dev.avataroperator.operator.session.room.Looks.publishing;
import static dev.avataroperator.operator.session.room.Looks.said;
import static dev.avataroperator.operator.session.room.Looks.session;
import static dev.avataroperator.operator.session.room.Looks.sight;
import static dev.avataroperator.operator.session.room.Looks.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private final Presence presence = new Presence(Looks.intoNoRoom());

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
  void givesAnAvatarThatLeavesAConnectionThatStandsThreeSeconds() {
    // given
    var seen = session("True", "TrackSeen");
    judge(seen, 0, publishing(), State.Streaming);

    // then
    assertThat(judge(seen, 60, absent(), State.Streaming)).isEqualTo("True TrackSeen");
    assertThat(judge(seen, 62, absent(), State.Streaming)).isEqualTo("True TrackSeen");
    assertThat(judge(seen, 63, absent(), State.Streaming)).isEqualTo("False TrackMissing");
  }

  @Test
  void countsTheTenSecondsFromTheLossOfTheConnection() {
    // given
    var seen = session("True", "TrackSeen");
    judge(seen, 0, publishing(), State.Streaming);
    judge(seen, 60, publishing(), State.Reconnecting);

    // then
    assertThat(judge(seen, 69, absent(), State.Reconnecting)).isEqualTo("True TrackSeen");
    assertThat(judge(seen, 70, absent(), State.Reconnecting)).isEqualTo("False TrackMissing");
  }

  @Test
  void doesNotTakeWhatALostConnectionLeftInTheRoomForTheAvatar() {
    // given
    var seen = session("True", "TrackSeen");
    judge(seen, 0, publishing(), State.Streaming);
    judge(seen, 60, publishing(), State.Reconnecting);

    // then
    assertThat(judge(seen, 69, publishing(), State.Reconnecting)).isEqualTo("True TrackSeen");
    assertThat(judge(seen, 70, publishing(), State.Reconnecting)).isEqualTo("False TrackMissing");
    assertThat(judge(seen, 80, publishing(), State.Streaming)).isEqualTo("True TrackSeen");
  }

  @Test
  void believesTheRoomWhileNobodyTellsOfTheConnection() {
    // given
    var seen = session("True", "TrackSeen");

    // then
    assertThat(judgeUntold(seen, 0, publishing())).isEqualTo("True TrackSeen");
    assertThat(judgeUntold(seen, 60, publishing())).isEqualTo("True TrackSeen");
    assertThat(judgeUntold(seen, 61, absent())).isEqualTo("False TrackMissing");
    assertThat(judgeUntold(session("Unknown", "Parked"), 62, absent())).isEmpty();
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
    var turn = new Turn(session("", ""), Looks.NOW);

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
  void waitsForTheAvatarOfAConnectionThatWasMadeAgain() {
    // given
    var gone = session("False", "TrackMissing");
    isRemoved(gone, 0, absent(), State.Reconnecting);

    // then
    assertThat(isRemoved(gone, 30, absent(), State.Streaming)).isFalse();
    assertThat(isRemoved(gone, 60, publishing(), State.Streaming)).isFalse();
    assertThat(isRemoved(gone, 90, absent(), State.Streaming)).isTrue();
  }

  @Test
  void waitsForTheAvatarOfAConnectionThatWasMadeAgainWhileNobodyLooked() {
    // given
    var gone = session("False", "TrackMissing");

    // then
    assertThat(isRemoved(gone, 0, absent(), report(State.Streaming, "c-2"))).isFalse();
    assertThat(isRemoved(gone, 60, absent(), report(State.Streaming, "c-2"))).isFalse();
    assertThat(isRemoved(gone, 70, publishing(), report(State.Streaming, "c-2"))).isFalse();
    assertThat(isRemoved(gone, 90, absent(), report(State.Streaming, "c-2"))).isTrue();
  }

  @Test
  void knowsAnAvatarThatWasRemovedWhileNobodyLooked() {
    // given
    var gone = session("False", "TrackMissing");

    // then
    assertThat(isRemoved(gone, 0, absent(), State.Streaming)).isTrue();
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
    return isRemoved(session, second, sight, report(state));
  }

  private boolean isRemoved(AvatarSession session, int second, Sight sight, SessionReport report) {
    var turn = turn(session, second, sight);
    presence.judge(turn, report);
    return presence.isRemoved(turn, report);
  }

  private String judge(AvatarSession session, int second, Sight sight, State state) {
    var turn = turn(session, second, sight);
    presence.judge(turn, report(state));
    return said(turn);
  }

  private String judgeUntold(AvatarSession session, int second, Sight sight) {
    var turn = turn(session, second, sight);
    turn.conditions().isTrue(ConditionType.Accepted, Reason.Accepted, "It is.");
    presence.judgeUntold(turn);
    return said(turn);
  }

  private static SessionReport report(State state) {
    return report(state, "c-1");
  }

  private static SessionReport report(State state, String connection) {
    return new SessionReport("uid", 1, state, null, connection, null, null, null, null, null);
  }
}
