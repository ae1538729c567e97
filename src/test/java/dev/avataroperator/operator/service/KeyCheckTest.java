package dev.avataroperator.operator.service;

import static dev.avataroperator.status.ConditionType.CredentialsValid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarServiceSpec;
import dev.avataroperator.api.v1alpha1.AvatarServiceStatus;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.MintRecord;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyCheckTest {
  private static final KeyCheck.Key KEY = new KeyCheck.Key(SecretText.of("key"), null, "7");

  private static final AvatarServiceSpec.Dialect DIALECT = AvatarServiceSpec.Dialect.SpatialReal;

  private final AvatarService service = new AvatarService();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private MintException refusal;
  private int tries;
  private final MintRecord minter =
      new MintRecord(
          (account, expiresAt) -> {
            tries++;
            if (refusal != null) {
              throw refusal;
            }
            return SecretText.of("token");
          });
  private final KeyCheck check =
      new KeyCheck(minter, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  @BeforeEach
  void describeTheService() {
    service.getMetadata().setUid("uid");
    service.getMetadata().setGeneration(1L);
    var region = new AvatarServiceSpec.Region("here", "https://console", "wss://ingress");
    service.setSpec(
        new AvatarServiceSpec(DIALECT, "app", null, List.of(region), null, null, null, null));
  }

  @Test
  void triesAKeyOnce() {
    // when
    look();
    now = now.plus(Duration.ofDays(1));
    var condition = look();

    // then
    assertThat(tries).isEqualTo(1);
    assertThat(condition.getStatus()).isEqualTo("True");
  }

  @ParameterizedTest
  @EnumSource(names = {"BillingRequired", "CreditsExhausted"})
  void triesAgainEveryTenMinutesWhileSomethingIsToBePaid(FailureCode code) {
    // given
    refusal = new MintException(code, false, "pay");
    look();
    look();
    now = now.plus(Duration.ofMinutes(10).minusSeconds(1));
    look();
    var before = tries;

    // when
    now = now.plusSeconds(1);
    look();
    var after = tries;
    refusal = null;
    now = now.plus(Duration.ofMinutes(10));
    look();
    now = now.plus(Duration.ofMinutes(10));

    // then
    assertThat(look().getStatus()).isEqualTo("True");
    assertThat(before).isEqualTo(1);
    assertThat(after).isEqualTo(2);
    assertThat(tries).isEqualTo(3);
  }

  @Test
  void doesNotTryARefusedKeyAgain() {
    // given
    refusal = new MintException(FailureCode.SessionTokenInvalid, false, "401");
    look();

    // when
    now = now.plus(Duration.ofDays(1));

    // then
    assertThat(look().getReason()).isEqualTo("SessionTokenInvalid");
    assertThat(tries).isEqualTo(1);
  }

  /** One reconciliation; the status then says what was found. */
  private Condition look() {
    var stored = service.getStatus() == null ? null : service.getStatus().conditions();
    var conditions = Conditions.after(stored, 1L, now);
    check.judge(service, KEY, conditions);
    service.setStatus(new AvatarServiceStatus(1L, conditions.list(), null, null, KEY.version()));
    return conditions.get(CredentialsValid).orElseThrow();
  }
}
