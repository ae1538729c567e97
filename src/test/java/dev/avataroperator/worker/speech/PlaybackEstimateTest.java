package dev.avataroperator.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.audio.PcmFormat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlaybackEstimateTest {
  private static final int SECOND = 48_000;

  private final PlaybackEstimate playback = new PlaybackEstimate(new PcmFormat(24_000));

  @Test
  void startsWithTheFirstSignal() {
    // given
    playback.written(at(0), SECOND);

    // when
    playback.signalled(at(300));

    // then
    assertThat(playback.isStarted()).isTrue();
    assertThat(playback.playedBytes(at(800))).isEqualTo(SECOND / 2);
  }

  @Test
  void startsByItselfOneSecondAfterTheFirstByte() {
    // given
    playback.written(at(0), SECOND);

    // then
    assertThat(playback.beginIfDue(at(999))).isFalse();
    assertThat(playback.beginIfDue(at(1_020))).isTrue();
    assertThat(playback.beginIfDue(at(1_040))).isFalse();
    assertThat(playback.playedBytes(at(1_500))).isEqualTo(SECOND / 2);
  }

  @Test
  void doesNotStartBeforeAnythingWasWritten() {
    assertThat(playback.beginIfDue(at(5_000))).isFalse();
  }

  @Test
  void playsNoMoreThanWasWritten() {
    // given
    playback.written(at(0), SECOND);
    playback.signalled(at(0));

    // then
    assertThat(playback.playedBytes(at(10_000))).isEqualTo(SECOND);
    assertThat(playback.leadMillis(at(250))).isEqualTo(750);
  }

  @Test
  void standsStillWhileItHasNothingToPlay() {
    // given
    playback.written(at(0), SECOND);
    playback.signalled(at(0));

    // when
    playback.written(at(3_000), SECOND);

    // then
    assertThat(playback.playedBytes(at(3_500))).isEqualTo(SECOND + SECOND / 2);
    assertThat(playback.isOver(at(4_290), false)).isFalse();
    assertThat(playback.isOver(at(4_300), false)).isTrue();
  }

  @Test
  void waitsLongerForTheEndOfAServiceThatSignals() {
    // given
    playback.written(at(0), SECOND);
    playback.signalled(at(0));

    // then
    assertThat(playback.isOver(at(1_300), false)).isTrue();
    assertThat(playback.isOver(at(1_300), true)).isFalse();
    assertThat(playback.isOver(at(8_990), true)).isFalse();
    assertThat(playback.isOver(at(9_000), true)).isTrue();
  }

  private static long at(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
