package dev.avataroperator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final Series SOUND =
      Series.of(
          List.of(
              List.of(0, 0.0),
              List.of(10, 0.5),
              List.of(20, 0.0),
              List.of(30, 0.5),
              List.of(40, 0.01),
              List.of(50, 0.0)));

  @Test
  void riseWithTheFirstLoudMomentSinceThen() {
    assertThat(SOUND.risesAbove(0.02, 0)).isEqualTo(10);
    assertThat(SOUND.risesAbove(0.02, 15)).isEqualTo(30);
  }

  @Test
  void fallForGoodAfterTheLastLoudMoment() {
    assertThat(SOUND.fallsForGood(0.02, 0)).isEqualTo(40);
  }

  @Test
  void dontFallBeforeTheyWereAskedTo() {
    assertThat(SOUND.fallsForGood(0.02, 45)).isEqualTo(50);
  }

  @Test
  void sayThatNothingWasHeard() {
    assertThatThrownBy(() -> SOUND.risesAbove(0.9, 0)).hasMessageContaining("never rises");
    assertThatThrownBy(() -> SOUND.risesAbove(0.02, 35)).hasMessageContaining("never rises");
  }

  @Test
  void sayThatItIsStillLoud() {
    var loud = new Series(new double[] {0, 10}, new double[] {0, 1});
    assertThatThrownBy(() -> loud.fallsForGood(0.02, 0)).hasMessageContaining("ends above");
  }

  @Test
  void goStraightFromValueToValue() {
    assertThat(SOUND.valueAt(5)).isEqualTo(0.25);
    assertThat(SOUND.valueAt(10)).isEqualTo(0.5);
    assertThat(SOUND.valueAt(-5)).isZero();
    assertThat(SOUND.valueAt(99)).isZero();
  }
}
