package dev.avataroperator.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final int CHUNK = 960;

  private final Pacer pacer = new Pacer(new PcmFormat(24_000), Duration.ofMillis(200));

  @Test
  void beginsWithItsLeadAndThenKeepsRealTime() {
    // when
    var first = take(0);
    var soon = take(19);
    var next = take(20);
    var later = take(100);

    // then
    assertThat(first).isEqualTo(10 * CHUNK);
    assertThat(soon).isZero();
    assertThat(next).isEqualTo(CHUNK);
    assertThat(later).isEqualTo(4 * CHUNK);
  }

  @Test
  void catchesUpOneSecondAtMost() {
    // given
    take(0);

    // when
    var after = take(10_000);
    var then = take(10_020);

    // then
    assertThat(after).isEqualTo((50 + 10) * CHUNK);
    assertThat(then).isEqualTo(CHUNK);
  }

  @Test
  void catchesUpAShortHoldUpWhole() {
    // given
    take(0);

    // when
    var after = take(600);

    // then
    assertThat(after).isEqualTo(30 * CHUNK);
  }

  private int take(long millis) {
    var due = pacer.due(Duration.ofMillis(millis).toNanos());
    pacer.take(due);
    return due;
  }
}
