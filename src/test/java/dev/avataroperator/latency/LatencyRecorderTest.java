package dev.avataroperator.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
  private long now = 5;
  private final LatencyRecorder recorder = new LatencyRecorder(() -> now);

  @Test
  void hasNothingToSayWithoutASample() {
    // when
    var summary = recorder.summary(LatencyPoint.CONFIRM);

    // then
    assertThat(summary).isEqualTo(new LatencySummary(null, null, 0));
  }

  @Test
  void givesQuantilesToTwoSignificantDigits() {
    // given
    for (var millis = 1; millis <= 100; millis++) {
      record(millis * 10);
    }

    // when
    var summary = recorder.summary(LatencyPoint.FIRST_ANIMATION);

    // then
    assertThat(summary.p50()).isBetween(500L, 508L);
    assertThat(summary.p95()).isBetween(950L, 960L);
    assertThat(summary.samples()).isEqualTo(100);
  }

  @Test
  void forgetsAfterFiveMinutes() {
    // given
    record(100);
    now += Duration.ofMinutes(3).toNanos();
    record(200);

    // when
    now += Duration.ofMinutes(2).toNanos();

    // then
    assertThat(recorder.summary(LatencyPoint.FIRST_ANIMATION).samples()).isEqualTo(1);
    now += Duration.ofMinutes(3).toNanos();
    assertThat(recorder.summary(LatencyPoint.FIRST_ANIMATION).samples()).isZero();
  }

  @Test
  void countsAnAnswerThatNeverCameAsTenSeconds() {
    // when
    recorder.recordOverflow(LatencyPoint.FIRST_ANIMATION);

    // then
    assertThat(recorder.summary(LatencyPoint.FIRST_ANIMATION).p95()).isEqualTo(10_000);
  }

  private void record(long millis) {
    recorder.record(LatencyPoint.FIRST_ANIMATION, Duration.ofMillis(millis).toNanos());
  }
}
