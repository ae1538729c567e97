package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.RollingToken.Previous;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RollingTokenTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofHours(24);

  @Property(tries = 50)
  void whoeverReadTheTokenMayUseItForAThirdOfItsLife(@ForAll long seed) {
    // given
    var random = new Random(seed);
    var plan = new RenewalPlan(random);
    var now = NOW;
    var rolling = keep(Optional.empty(), false, now, plan);

    for (int i = 0; i < 500; i++) {
      // when
      var read = rolling.presentHash();
      now = now.plusSeconds(random.nextLong(LIFE.toSeconds() / 3));
      rolling = keep(Optional.of(rolling), false, now, plan);

      // then
      assertThat(read.expiresAt()).isAfter(now);
      assertThat(read)
          .isIn(rolling.presentHash(), rolling.previous().orElse(new Previous("", now)));
      assertThat(rolling.present().isDue(now)).isFalse();
    }
  }

  @Example
  void aRotationLeavesTheTokenBeforeItGoodUntilItsExpiry() {
    // given
    var plan = new RenewalPlan(new Random(1));
    var first = keep(Optional.empty(), false, NOW, plan);

    // when
    var second = keep(Optional.of(first), true, NOW.plusSeconds(60), plan);
    var later = keep(Optional.of(second), false, NOW.plus(Duration.ofHours(15)), plan);
    var last = keep(Optional.of(later), false, NOW.plus(LIFE), plan);

    // then
    assertThat(second.present().generation()).isEqualTo(2);
    assertThat(second.previous()).contains(first.presentHash());
    assertThat(last.previous()).isNotEqualTo(Optional.of(first.presentHash()));
  }

  @Example
  void thePreviousTokenIsReadAsItWasWritten() {
    // given
    var previous = new Previous("abc", NOW);

    // then
    assertThat(Previous.read(previous.write())).contains(previous);
    assertThat(Previous.read("damaged")).isEmpty();
  }

  private static RollingToken keep(
      Optional<RollingToken> before, boolean anew, Instant now, RenewalPlan plan) {
    var generation = before.map(token -> token.present().generation()).orElse(0L) + 1;
    Supplier<Credential> mint =
        () -> plan.issue(SecretText.of("token-" + generation), generation, now, now.plus(LIFE));
    return RollingToken.keep(
        before.map(RollingToken::present), before.flatMap(RollingToken::previous), anew, now, mint);
  }
}
