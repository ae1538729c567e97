package dev.avataroperator.operator.session.end;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final AvatarSession NEW = SessionsInMemory.session("limits: {startTimeout: 30s}");
  private static final AvatarSession CONFIRMED =
      SessionsInMemory.withStatus(NEW, "{epoch: 1, startedAt: '2026-01-01T00:00:00Z'}");

  private final Failures failures = new Failures();

  @Test
  void failsWhenAConfirmedSessionWasEndedForGood() {
    // given
    var report = report(State.Failed, FailureCode.ProtocolError, false);

    // then
    assertThat(failures.of(turn(CONFIRMED, 0), report))
        .hasValueSatisfying(
            failure -> assertThat(failure.reason()).isEqualTo(Reason.ProtocolError));
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureCode.class,
      names = {
        "AppUnrecognized",
        "AvatarNotFound",
        "InvalidEgressConfig",
        "BillingRequired",
        "CreditsExhausted"
      })
  void waitsForAPersonOverInputAndBilling(FailureCode code) {
    assertThat(failures.of(turn(CONFIRMED, 0), report(State.Failed, code, false))).isEmpty();
    assertThat(failures.of(turn(NEW, 0), report(State.Connecting, code, false))).isEmpty();
    assertThat(failures.of(turn(NEW, 3600), report(State.Connecting, code, false))).isEmpty();
  }

  @Test
  void isStalledWhenItWasNeverConfirmed() {
    // given
    var report = report(State.Failed, FailureCode.ProtocolError, false);

    // then
    assertThat(failures.of(turn(NEW, 0), report)).isEmpty();
  }

  @Test
  void failsWhenTheServiceDoesNotConfirmInTime() {
    // given
    var report = report(State.Connecting, null, true);
    var first = turn(NEW, 0);

    // then
    assertThat(failures.of(first, report)).isEmpty();
    assertThat(first.untilNext()).contains(Duration.ofSeconds(30));
    assertThat(failures.of(turn(NEW, 29), report)).isEmpty();
    assertThat(failures.of(turn(NEW, 30), report))
        .hasValueSatisfying(failure -> assertThat(failure.reason()).isEqualTo(Reason.StartTimeout));
  }

  @Test
  void doesNotCountTimeInTheQueueOfTheService() {
    // given
    failures.of(turn(NEW, 0), report(State.Connecting, null, true));

    // when
    failures.of(turn(NEW, 20), report(State.Connecting, FailureCode.QuotaExceeded, true));

    // then
    var dialling = report(State.Connecting, null, true);
    assertThat(failures.of(turn(NEW, 40), dialling)).isEmpty();
    assertThat(failures.of(turn(NEW, 71), dialling)).isPresent();
  }

  private static Turn turn(AvatarSession session, int second) {
    return new Turn(session, NOW.plusSeconds(second));
  }

  private static SessionReport report(State state, FailureCode code, boolean retryable) {
    var failure = code == null ? null : new SessionReport.Failure(code, "it said so", retryable);
    return new SessionReport("uid", 1, state, null, null, null, failure, null, null, null);
  }
}
