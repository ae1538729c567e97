package dev.avataroperator.simulator.publish.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkClockTest {
  private static final long MILLI = 1_000_000;

  private final ChunkClock clock = new ChunkClock();

  @Test
  void beginsWithOneChunk() {
    assertThat(clock.due(7_000 * MILLI)).isEqualTo(1);
    assertThat(clock.due(7_000 * MILLI)).isZero();
  }

  @Test
  void asksForAChunkEveryTenMilliseconds() {
    // given
    clock.due(0);

    // when
    var due = 0;
    for (var now = 1; now <= 1_000; now++) {
      due += clock.due(now * MILLI);
    }

    // then
    assertThat(due).isEqualTo(100);
  }

  @Test
  void catchesUpAfterAShortHoldUp() {
    // given
    clock.due(0);

    // then
    assertThat(clock.due(55 * MILLI)).isEqualTo(5);
    assertThat(clock.due(60 * MILLI)).isEqualTo(1);
  }

  @Test
  void movesTheScheduleAfterALongHoldUp() {
    // given
    clock.due(0);

    // then
    assertThat(clock.due(5_000 * MILLI)).isEqualTo(20);
    assertThat(clock.due(5_009 * MILLI)).isZero();
    assertThat(clock.due(5_010 * MILLI)).isEqualTo(1);
  }

  @Test
  void runsWhereTheClockIsBelowZero() {
    // given
    clock.due(-25 * MILLI);

    // then
    assertThat(clock.due(5 * MILLI)).isEqualTo(3);
  }
}
