package dev.avataroperator.operator.session.accept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.testing.SessionsInMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RivalsTest {
  @ParameterizedTest
  @CsvSource({
    "InvalidSpec",
    "ServiceNotFound",
    "ProviderNotFound",
    "SecretNotFound",
    "ConfigMapNotFound",
    "RefNotPermitted"
  })
  void keepsNobodyOutWhileItIsRefusedItself(String reason) {
    assertThat(Rivals.competes(with("False", reason, ""))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"False, RoomConflict", "False, Suspended", "True, Accepted"})
  void competesWhileItWaitsForTheSeatOrHasIt(String status, String reason) {
    assertThat(Rivals.competes(with(status, reason, ""))).isTrue();
  }

  @Test
  void competesWhileItsAvatarStandsThoughItsKeyIsGone() {
    // given
    var standing = with("False", "SecretNotFound", ", worker: 'http://127.0.0.1:1'");

    // then
    assertThat(Rivals.competes(standing)).isTrue();
    assertThat(Rivals.claimant(standing).holds()).isTrue();
  }

  @Test
  void standsInThePauseBeforeItStartsAgain() {
    assertThat(Rivals.stands(with("True", "Accepted", ", epoch: 1"))).isTrue();
    assertThat(Rivals.stands(with("True", "Accepted", ""))).isFalse();
    assertThat(Rivals.stands(with("False", "RoomConflict", ", epoch: 1"))).isFalse();
  }

  @Test
  void competesBeforeAnybodyLookedAtIt() {
    assertThat(Rivals.competes(SessionsInMemory.session(""))).isTrue();
  }

  private static AvatarSession with(String status, String reason, String more) {
    var condition = "{type: Accepted, status: '" + status + "', reason: " + reason + "}";
    return SessionsInMemory.withStatus(
        SessionsInMemory.session(""), "{conditions: [" + condition + "]" + more + "}");
  }
}
