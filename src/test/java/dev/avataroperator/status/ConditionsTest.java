package dev.avataroperator.status;

import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.Ready;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
  private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

  @Test
  void keepsTheTransitionTimeWhileTheStatusStays() {
    // given
    var stored = at(BEFORE, List.of()).isTrue(Ready, Reason.Connected, "old words").list();

    // when
    var fresh = at(NOW, stored).isTrue(Ready, Reason.Connected, "new words").list();

    // then
    assertThat(fresh.get(0).getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(fresh.get(0).getMessage()).isEqualTo("new words");
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidSpec, false, Stalled",
    "InvalidSpec, true, Stalled",
    "SecretNotFound, false, Stalled",
    "SecretNotFound, true, Reconciling",
    "SessionTokenInvalid, false, Stalled",
    "BillingRequired, false, Stalled",
    "ServiceUnavailable, false, Reconciling",
    "WorkerLost, false, Reconciling",
  })
  void saysWhetherAPersonHasToAct(Reason reason, boolean young, ConditionType expected) {
    // when
    var found = at(NOW, List.of()).isFalse(Ready, reason, "why").explainReady(young).list();

    // then
    assertThat(found)
        .extracting(Condition::getType, Condition::getStatus, Condition::getReason)
        .containsExactlyInAnyOrder(
            tuple("Ready", "False", reason.name()), tuple(expected.name(), "True", reason.name()));
  }

  @Test
  void addsNothingToWhatIsReady() {
    // when
    var found = at(NOW, List.of()).isTrue(Ready, Reason.Available, "").explainReady(false);

    // then
    assertThat(found.list()).hasSize(1);
  }

  @Test
  void movesTheTransitionTimeWithTheStatus() {
    // given
    var stored = at(BEFORE, List.of()).isTrue(Ready, Reason.Connected, "").list();

    // when
    var fresh = at(NOW, stored).isFalse(Ready, Reason.Connecting, "").list();

    // then
    assertThat(fresh.get(0).getLastTransitionTime()).isEqualTo("2026-01-01T01:00:00Z");
  }

  @Test
  void isEqualToWhatWasStoredWhenNothingChanged() {
    // given
    var stored = at(BEFORE, List.of()).isTrue(Ready, Reason.Connected, "same").list();

    // then
    assertThat(at(NOW, stored).isTrue(Ready, Reason.Connected, "same").list()).isEqualTo(stored);
    assertThat(at(NOW, stored).keep(Ready).list()).isEqualTo(stored);
  }

  @Test
  void keepsNothingThatWasNotStored() {
    assertThat(at(NOW, null).keep(EgressReady).list()).isEmpty();
  }

  private static Conditions at(Instant time, List<Condition> stored) {
    return Conditions.after(stored, 1L, time);
  }
}
