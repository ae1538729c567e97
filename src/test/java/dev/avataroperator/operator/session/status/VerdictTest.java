package dev.avataroperator.operator.session.status;

import static dev.avataroperator.status.ConditionType.Accepted;
import static dev.avataroperator.status.ConditionType.Completed;
import static dev.avataroperator.status.ConditionType.CredentialsReady;
import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.MediaPublishing;
import static dev.avataroperator.status.ConditionType.Ready;
import static dev.avataroperator.status.ConditionType.Reconciling;
import static dev.avataroperator.status.ConditionType.Stalled;
import static dev.avataroperator.status.ConditionType.WorkerAssigned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.operator.session.status.Verdict.Needs;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import dev.avataroperator.status.SessionState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private final Conditions conditions = Conditions.after(List.of(), 1L, Instant.EPOCH);

  @Test
  void isReadyWhenAllIsTrueAndTheRoomCannotBeSeen() {
    // given
    allTrue().isUnknown(MediaPublishing, Reason.NotObservable, "");

    // then
    assertThat(Verdict.pass(conditions, Needs.WORKER, false)).isEqualTo(SessionState.Ready);
    assertThat(conditions.holds(Ready)).isTrue();
    assertThat(conditions.get(Ready).get().getReason()).isEqualTo("Connected");
    assertThat(conditions.get(Reconciling)).isEmpty();
    assertThat(conditions.get(Stalled)).isEmpty();
  }

  @Test
  void isNotReadyWhenTheRoomLacksTheAvatar() {
    // given
    allTrue().isFalse(MediaPublishing, Reason.TrackMissing, "no tracks");

    // then
    assertThat(Verdict.pass(conditions, Needs.WORKER, false)).isEqualTo(SessionState.Connecting);
    assertThat(conditions.denies(Ready)).isTrue();
    assertThat(conditions.holds(Reconciling)).isTrue();
  }

  @Test
  void isStalledWhenOnlyAPersonCanHelp() {
    // given
    conditions.isFalse(Accepted, Reason.SecretNotFound, "create it");

    // then
    assertThat(Verdict.pass(conditions, Needs.WORKER, false)).isEqualTo(SessionState.Stalled);
    assertThat(conditions.get(Stalled).get().getMessage()).isEqualTo("create it");
    assertThat(conditions.get(Reconciling)).isEmpty();
  }

  @Test
  void isConnectingWhileTheServiceHasNotConfirmed() {
    // given
    allTrue().isFalse(EgressReady, Reason.Connecting, "dialling");

    // then
    assertThat(Verdict.pass(conditions, Needs.WORKER, false)).isEqualTo(SessionState.Connecting);
  }

  @Test
  void staysReadyButDegradedDuringAShortReconnect() {
    // given
    allTrue().isTrue(EgressReady, Reason.Reconnecting, "lost");

    // then
    assertThat(Verdict.pass(conditions, Needs.WORKER, false)).isEqualTo(SessionState.Degraded);
    assertThat(conditions.holds(Ready)).isTrue();
    assertThat(conditions.get(Reconciling)).isEmpty();
  }

  @Test
  void isReadyWhenCompletedWhateverElseIsKnown() {
    // given
    conditions.isFalse(EgressReady, Reason.Connecting, "").isTrue(Completed, Reason.Completed, "");

    // then
    assertThat(Verdict.pass(conditions, Needs.WORKER, false)).isEqualTo(SessionState.Completed);
    assertThat(conditions.holds(Ready)).isTrue();
    assertThat(conditions.get(Reconciling)).isEmpty();
  }

  @Test
  void judgesAgainWithoutTracesOfTheFirstTime() {
    // given
    allTrue().isFalse(EgressReady, Reason.Connecting, "dialling");
    Verdict.pass(conditions, Needs.WORKER, false);

    // when
    conditions.isTrue(EgressReady, Reason.Connected, "confirmed");

    // then
    assertThat(Verdict.pass(conditions, Needs.WORKER, false)).isEqualTo(SessionState.Ready);
    assertThat(conditions.get(Reconciling)).isEmpty();
  }

  @Test
  void staysReadyWhereTheRoomToldAndCannotBeSeenNow() {
    // given
    provided().isUnknown(MediaPublishing, Reason.NotObservable, "LiveKit doesn't answer");

    // then
    assertThat(Verdict.pass(conditions, Needs.MEDIA_STILL, false)).isEqualTo(SessionState.Ready);
    assertThat(conditions.get(Ready).get().getReason()).isEqualTo("Connected");
    assertThat(conditions.get(Ready).get().getMessage()).isEqualTo("LiveKit doesn't answer");

    // when
    conditions.isFalse(MediaPublishing, Reason.TrackMissing, "gone");

    // then
    assertThat(Verdict.pass(conditions, Needs.MEDIA_STILL, false))
        .isEqualTo(SessionState.Connecting);
  }

  @Test
  void waitsForTheRoomWhereOnlyTheRoomTells() {
    // given
    provided().isUnknown(MediaPublishing, Reason.NotObservable, "LiveKit doesn't answer");

    // then
    assertThat(Verdict.pass(conditions, Needs.MEDIA, false)).isEqualTo(SessionState.Connecting);
    assertThat(conditions.get(Ready).get().getMessage()).isEqualTo("LiveKit doesn't answer");
    assertThat(conditions.holds(Reconciling)).isTrue();

    // when
    conditions.isFalse(MediaPublishing, Reason.Connecting, "waiting");

    // then
    assertThat(Verdict.pass(conditions, Needs.MEDIA, false)).isEqualTo(SessionState.Connecting);

    // when
    conditions.isTrue(MediaPublishing, Reason.TrackSeen, "seen");

    // then
    assertThat(Verdict.pass(conditions, Needs.MEDIA, false)).isEqualTo(SessionState.Ready);
    assertThat(conditions.get(Ready).get().getReason()).isEqualTo("Connected");
  }

  @Test
  void saysThatCredentialsAreIssuedWhereNobodyTellsMore() {
    // given
    provided().isUnknown(MediaPublishing, Reason.NotObservable, "");

    // then
    assertThat(Verdict.pass(conditions, Needs.CREDENTIALS, false)).isEqualTo(SessionState.Ready);
    assertThat(conditions.get(Ready).get().getReason()).isEqualTo("Issued");
  }

  private Conditions provided() {
    return conditions
        .isTrue(Accepted, Reason.Accepted, "")
        .isTrue(CredentialsReady, Reason.Issued, "")
        .isTrue(EgressReady, Reason.Issued, "");
  }

  private Conditions allTrue() {
    return conditions
        .isTrue(Accepted, Reason.Accepted, "")
        .isTrue(CredentialsReady, Reason.Issued, "")
        .isTrue(WorkerAssigned, Reason.Assigned, "")
        .isTrue(EgressReady, Reason.Connected, "");
  }
}
