package dev.avataroperator.operator.session.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SessionsInMemory;
import org.junit.jupiter.api.Test;

class SeatHoldersTest {
  private static final String GONE = "of-a-session-that-is-gone";

  private final AvatarSession session = SessionsInMemory.session("");
  private final AvatarSession external =
      SessionsInMemory.of(Samples.drivenOnLiveKit("lobby", "lobby", "{external: {}}"));

  @Test
  void oneThatWaitsForTheSeatKeepsNobodyElsesAvatarThere() {
    assertThat(SeatHolders.holds(session, GONE)).isFalse();
    assertThat(SeatHolders.holds(with(session, "", "False", "RoomConflict"), GONE)).isFalse();
    assertThat(SeatHolders.holds(with(session, "", "True", "Accepted"), GONE)).isFalse();
  }

  @Test
  void oneThatAWorkerHasDoes() {
    assertThat(SeatHolders.holds(with(session, "worker: w1", "True", "Accepted"), GONE)).isTrue();
    assertThat(SeatHolders.holds(with(session, "worker: w1", "False", "SecretNotFound"), GONE))
        .isTrue();
  }

  @Test
  void oneThatOthersDriveDoesUnlessItIsKeptOut() {
    // given
    var issued = "credentials: [{name: rtc-token, secretName: lobby-egress, generation: 1}]";

    // then
    assertThat(SeatHolders.holds(with(external, issued, "True", "Accepted"), GONE)).isTrue();
    assertThat(SeatHolders.holds(with(external, issued, "False", "RoomConflict"), GONE)).isFalse();
    assertThat(SeatHolders.holds(external, GONE)).isFalse();
  }

  @Test
  void oneKeepsItsOwnAvatarWhileItIsToRunAndUntilItIsTornDown() {
    // given
    var uid = session.getMetadata().getUid();
    var suspended = SessionsInMemory.session("suspend: true");

    // then
    assertThat(SeatHolders.holds(session, uid)).isTrue();
    assertThat(SeatHolders.holds(with(session, "epoch: 3", "True", "Accepted"), uid)).isTrue();
    assertThat(SeatHolders.holds(with(suspended, "worker: w1", "False", "Suspended"), uid))
        .isTrue();
    assertThat(SeatHolders.holds(with(suspended, "epoch: 3", "False", "Suspended"), uid)).isFalse();
    assertThat(SeatHolders.holds(with(session, "epoch: 3", "False", "RefNotPermitted"), uid))
        .isFalse();
  }

  private static AvatarSession with(
      AvatarSession session, String more, String accepted, String reason) {
    var condition =
        "conditions: [{type: Accepted, status: \"%s\", reason: %s}]".formatted(accepted, reason);
    return SessionsInMemory.withStatus(
        session, "{" + (more.isEmpty() ? "" : more + ", ") + condition + "}");
  }
}
