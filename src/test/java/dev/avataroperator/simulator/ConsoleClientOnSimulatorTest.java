package dev.avataroperator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.ConsoleClient;
import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.MintRefusal;
import dev.avataroperator.credential.SecretText;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ConsoleClientOnSimulatorTest {
  @AutoClose private final RunningSimulator simulator = new RunningSimulator();
  private final ConsoleClient client = new ConsoleClient(Duration.ofSeconds(10));

  @Test
  void mintsATokenThatOpensASession() throws MintException {
    // when
    var token = mint(RunningSimulator.API_KEY, Duration.ofHours(1));

    // then
    var session = simulator.dial(simulator.upgrade(token.reveal()));
    assertThat(session.socket().isClosed()).isFalse();
  }

  @Test
  void saysThatTheKeyIsRefused() {
    assertThat(refusal("another-key", Duration.ofHours(1)).code())
        .isEqualTo(FailureCode.SessionTokenInvalid);
  }

  @Test
  void passesOnWhatTheServiceSaysOfAnExpiryBeyondItsMost() {
    assertThat(refusal(RunningSimulator.API_KEY, Duration.ofDays(2)))
        .hasMessageContaining("expireAt");
  }

  @Test
  void takesADroppedCallForAnOutage() {
    // given
    simulator.fault("{\"kind\":\"token\",\"drop\":true,\"times\":0}");

    // when
    var refusal = refusal(RunningSimulator.API_KEY, Duration.ofHours(1));

    // then
    assertThat(refusal.code()).isEqualTo(FailureCode.ServiceUnavailable);
    assertThat(refusal.retryable()).isTrue();
  }

  private MintException refusal(String key, Duration life) {
    return MintRefusal.of(() -> mint(key, life));
  }

  private SecretText mint(String key, Duration life) throws MintException {
    var account =
        new ConsoleAccount(Dialect.SpatialReal, simulator.url(), SecretText.of(key), null);
    return client.mint(account, simulator.time.instant().plus(life));
  }
}
