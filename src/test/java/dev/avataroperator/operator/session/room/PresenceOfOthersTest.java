package dev.avataroperator.operator.session.room;

import static dev.avataroperator.operator.session.room.Looks.absent;
import static dev.avataroperator.operator.session.room.Looks.publishing;
import static dev.avataroperator.operator.session.room.Looks.said;
import static dev.avataroperator.operator.session.room.Looks.session;
import static dev.avataroperator.operator.session.room.Looks.sight;
import static dev.avataroperator.operator.session.room.Looks.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.testing.SessionsInMemory;
import org.junit.jupiter.api.Test;

class PresenceOfOthersTest {
  private final Presence presence = new Presence(Looks.intoNoRoom());

  @Test
  void waitsWithoutEndForAnAvatarThatOthersBring() {
    // given
    var session = SessionsInMemory.withStatus(session("False", "Connecting"), "{epoch: 1}");

    // then
    assertThat(judgeBrought(session, 0, Sight.unknown())).isEqualTo("False Connecting");
    assertThat(judgeBrought(session, 600, absent())).isEqualTo("False Connecting");
    assertThat(judgeBrought(session, 601, sight(Sight.Kind.TAKEN, 601)))
        .isEqualTo("False TrackMissing");
    assertThat(judgeBrought(session, 602, publishing())).isEqualTo("True TrackSeen");
  }

  @Test
  void waitsStillForOneThatNobodySawWhenTheRoomCouldNotBeSeenMeanwhile() {
    var session = SessionsInMemory.withStatus(session("Unknown", "NotObservable"), "{epoch: 1}");

    assertThat(judgeBrought(session, 0, absent())).isEqualTo("False Connecting");
  }

  @Test
  void knowsThatAnAvatarThatOthersBroughtIsLost() {
    // given
    var seen = session("True", "TrackSeen");

    // then
    assertThat(judgeBrought(seen, 0, absent())).isEqualTo("True TrackSeen");
    assertThat(judgeBrought(seen, 10, absent())).isEqualTo("False TrackMissing");
  }

  private String judgeBrought(AvatarSession session, int second, Sight sight) {
    var turn = turn(session, second, sight);
    presence.judgeBrought(turn);
    return said(turn);
  }
}
