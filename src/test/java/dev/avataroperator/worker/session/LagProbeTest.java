package dev.avataroperator.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagProbeTest {
  private static final Duration TICK = Duration.ofMillis(20);

  private long now;
  private final LagProbe probe = new LagProbe(TICK, now);

  @Test
  void isBusyWhileMoreThanOneTickInAHundredIsLate() {
    // when
    for (var tick = 1; tick <= 600; tick++) {
      pass(tick % 50 == 0 ? 100 : 20);
    }

    // then
    assertThat(probe.isBusy()).isTrue();
    assertThat(probe.p99Ms()).isBetween(79L, 81L);
  }

  @Test
  void forgivesARareHoldUp() {
    // given
    pass(500);

    // when
    for (var tick = 1; tick <= 600; tick++) {
      pass(20);
    }

    // then
    assertThat(probe.isBusy()).isFalse();
  }

  private void pass(long millis) {
    now += Duration.ofMillis(millis).toNanos();
    probe.tick(now);
  }
}
