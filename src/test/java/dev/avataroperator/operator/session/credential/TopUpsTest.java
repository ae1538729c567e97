package dev.avataroperator.operator.session.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.Failure;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopUpsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

  private final TopUps topUps = new TopUps(new Backoff(new Random(1)));

  @ParameterizedTest
  @EnumSource(names = {"BillingRequired", "CreditsExhausted"})
  void triesAnUnpaidAccountEveryTenMinutes(FailureCode unpaid) {
    // given
    var first = turn(0);

    // then
    assertThat(topUps.may(first, refused(unpaid, false))).isFalse();
    assertThat(first.untilNext()).contains(Duration.ofMinutes(10));
    assertThat(topUps.may(turn(9 * 60), refused(unpaid, false))).isFalse();
    assertThat(topUps.may(turn(10 * 60), refused(unpaid, false))).isTrue();
    assertThat(topUps.may(turn(10 * 60 + 1), refused(unpaid, false))).isFalse();
    assertThat(topUps.may(turn(20 * 60), refused(unpaid, false))).isTrue();
  }

  @Test
  void waitsLongerAfterEachTokenThatWasRefused() {
    // when
    assertThat(topUps.may(turn(0), refused(FailureCode.SessionTokenInvalid, true))).isTrue();
    var wait = new Turn[] {turn(0), turn(600)};
    topUps.may(wait[0], refused(FailureCode.SessionTokenInvalid, true));
    for (int i = 60; i < 600; i += 60) {
      topUps.may(turn(i), refused(FailureCode.SessionTokenInvalid, true));
    }
    topUps.may(wait[1], refused(FailureCode.SessionTokenInvalid, true));

    // then
    assertThat(wait[0].untilNext().orElseThrow()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(wait[1].untilNext().orElseThrow()).isGreaterThan(Duration.ofSeconds(29));
  }

  @Test
  void waitsForAPersonAfterAnInputError() {
    assertThat(topUps.may(turn(0), refused(FailureCode.AvatarNotFound, false))).isFalse();
    assertThat(topUps.may(turn(86_400), refused(FailureCode.AvatarNotFound, false))).isFalse();
  }

  @Test
  void leavesOutagesOfTheConnectionToTheWorker() {
    assertThat(topUps.may(turn(0), refused(FailureCode.ServiceUnavailable, true))).isTrue();
    assertThat(topUps.may(turn(0), refused(FailureCode.ServiceUnavailable, true))).isTrue();
  }

  private static Turn turn(long second) {
    return new Turn(SessionsInMemory.session(""), NOW.plusSeconds(second));
  }

  private static StreamPlan refused(FailureCode code, boolean retryable) {
    var failure = new Failure(code, "refused", retryable);
    var report =
        new SessionReport(
            "uid", 1, State.Failed, "digest", null, List.of(1L), failure, null, null, null);
    return new StreamPlan(
        StreamPlan.Kind.RUNNING,
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.of(report),
        "",
        false);
  }
}
