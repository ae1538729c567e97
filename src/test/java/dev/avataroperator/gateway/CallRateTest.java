package dev.avataroperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallRateTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final CallRate rate = new CallRate(3, Duration.ofSeconds(1), now::get);

  @Test
  void letsABurstThroughAndThenOneAtATime() {
    // given
    for (int call = 0; call < 3; call++) {
      assertThat(rate.call("ann")).isEmpty();
    }
    // then
    assertThat(rate.call("ann")).isPresent();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(rate.call("ann")).isEmpty();
    assertThat(rate.call("ann")).isPresent();
  }

  @Test
  void countsEachUserByHimself() {
    // given
    for (int call = 0; call < 4; call++) {
      rate.call("ann");
    }
    // then
    assertThat(rate.call("ben")).isEmpty();
  }
}
