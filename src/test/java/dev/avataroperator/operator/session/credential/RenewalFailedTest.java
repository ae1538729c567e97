package dev.avataroperator.operator.session.credential;

import static dev.avataroperator.status.ConditionType.CredentialsReady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.operator.session.turn.Turn;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalFailedTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Turn turn = new Turn(session(), NOW);

  @Test
  void isNoHarmWhileAGoodTokenIsLeft() {
    // when
    var condition = judge(false, spareUntil(NOW.plusSeconds(60)));

    // then
    assertThat(condition.getStatus()).isEqualTo("True");
    assertThat(condition.getReason()).isEqualTo("RenewalFailed");
    assertThat(turn.untilNext()).contains(Duration.ofSeconds(60));
  }

  @Test
  void isNoHarmWhileTheSessionIsConnectedAndSaysThatTheSpareHasExpired() {
    // when
    var condition = judge(true, spareUntil(NOW));

    // then
    assertThat(condition.getStatus()).isEqualTo("True");
    assertThat(condition.getReason()).isEqualTo("RenewalFailed");
    assertThat(condition.getMessage()).contains("The spare has expired");
  }

  @Test
  void isExpiredWhenNothingIsLeftToConnectWith() {
    // when
    var condition = judge(false, spareUntil(NOW));

    // then
    assertThat(condition.getStatus()).isEqualTo("False");
    assertThat(condition.getReason()).isEqualTo("Expired");
    assertThat(condition.getMessage()).contains("the console is away");
  }

  private Condition judge(boolean isConnected, Credential spare) {
    var away = new MintException(FailureCode.ServiceUnavailable, true, "the console is away");
    Credentials.renewalFailed(turn, isConnected, List.of(spare), away);
    return turn.conditions().get(CredentialsReady).orElseThrow();
  }

  private static Credential spareUntil(Instant end) {
    return new Credential(SecretText.of("token"), 2, NOW.minusSeconds(60), end, NOW);
  }

  private static AvatarSession session() {
    var session = new AvatarSession();
    session.setMetadata(
        new ObjectMetaBuilder().withName("lobby").withUid("u").withGeneration(1L).build());
    return session;
  }
}
