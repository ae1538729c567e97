package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {

  @Property
  void doublesFromOneSecondToAMinuteAndStaysThereForEver(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int failures) {
    // given
    var backoff = new Backoff(new Random(seed));
    var full = Math.min(60_000, Math.pow(2, Math.max(failures, 1) - 1) * 1_000);

    // when
    var wait = backoff.after(failures).toMillis();

    // then
    assertThat((double) wait).isBetween(full / 2, full);
  }
}
