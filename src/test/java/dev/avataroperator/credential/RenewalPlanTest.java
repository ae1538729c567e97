package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RenewalPlanTest {
  private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");

  @Property
  void renewsInTheLastTenthBeforeTwoThirdsOfTheLife(
      @ForAll long seed, @ForAll @IntRange(min = 60, max = 30 * 24 * 3600) int seconds) {
    // given
    var plan = new RenewalPlan(new Random(seed));

    // when
    var renewAt = plan.renewAt(ISSUED, ISSUED.plusSeconds(seconds));

    // then
    var after = Duration.between(ISSUED, renewAt).toMillis() / 1000.0;
    assertThat(after).isBetween(seconds * (2 / 3.0 - 0.1) - 1, seconds * 2 / 3.0);
  }

  @Property
  void spreadsCredentialsThatWereMintedTogether(@ForAll long seed) {
    // given
    var plan = new RenewalPlan(new Random(seed));
    var until = ISSUED.plus(Duration.ofHours(1));

    // when
    var times = java.util.stream.IntStream.range(0, 100).mapToObj(i -> plan.renewAt(ISSUED, until));

    // then
    assertThat(times.distinct().count()).isGreaterThan(30);
  }
}
