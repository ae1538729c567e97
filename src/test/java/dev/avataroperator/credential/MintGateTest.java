package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MintGateTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final MintGate gate = new MintGate(new Backoff(new Random(1)));

  @Test
  void opensASecondAfterTheFirstOutageAndAMinuteAfterMany() {
    // when
    gate.failed("uid", "key", NOW, failure(FailureCode.ServiceUnavailable, true));
    var first = gate.opensAt("uid").orElseThrow();
    for (int i = 0; i < 9; i++) {
      gate.failed("uid", "key", NOW, failure(FailureCode.ServiceUnavailable, true));
    }

    // then
    assertThat(first).isBetween(NOW.plusMillis(500), NOW.plusSeconds(1));
    assertThat(gate.opensAt("uid").orElseThrow())
        .isBetween(NOW.plusSeconds(30), NOW.plusSeconds(60));
  }

  @Test
  void staysShutForARefusedKeyUntilTheKeyChanges() {
    // given
    gate.failed("uid", "old key", NOW, failure(FailureCode.SessionTokenInvalid, false));

    // then
    var later = NOW.plus(Duration.ofDays(365));
    assertThat(gate.whyShut("uid", "old key", later)).isPresent();
    assertThat(gate.opensAt("uid")).isEmpty();
    assertThat(gate.whyShut("uid", "new key", NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"BillingRequired", "CreditsExhausted"})
  void triesBillingAgainEveryTenMinutes(FailureCode unpaid) {
    // given
    gate.failed("uid", "key", NOW, failure(unpaid, false));

    // then
    assertThat(gate.opensAt("uid")).contains(NOW.plus(Duration.ofMinutes(10)));
  }

  @Test
  void isOpenAfterASuccessAndForOtherSessions() {
    // given
    gate.failed("uid", "key", NOW, failure(FailureCode.QuotaExceeded, true));

    // then
    assertThat(gate.whyShut("other", "key", NOW)).isEmpty();
    assertThat(gate.whyShut("uid", "key", NOW)).isPresent();

    // when
    gate.succeeded("uid");

    // then
    assertThat(gate.whyShut("uid", "key", NOW)).isEmpty();
  }

  private static MintException failure(FailureCode code, boolean retryable) {
    return new MintException(code, retryable, "refused");
  }
}
