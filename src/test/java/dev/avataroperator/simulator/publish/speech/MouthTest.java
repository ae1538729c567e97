package dev.avataroperator.simulator.publish.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MouthTest {
  private final Mouth mouth = new Mouth();

  @Test
  void isShutInSilence() {
    // when
    hear(0, 10);

    // then
    assertThat(mouth.openness()).isZero();
  }

  @Test
  void opensWiderTheLouderItIs() {
    // when
    hear(0.02, 3);
    var soft = mouth.openness();
    hear(0.1, 3);
    var usual = mouth.openness();
    hear(0.9, 3);

    // then
    assertThat(soft).isBetween(0.2, 0.4);
    assertThat(usual).isBetween(0.6, 0.8);
    assertThat(mouth.openness()).isCloseTo(1, within(1e-9));
  }

  @Test
  void ignoresNoise() {
    // when
    hear(0.003, 3);

    // then
    assertThat(mouth.openness()).isZero();
  }

  @Test
  void isShut30MillisecondsAfterTheLastSound() {
    // given
    hear(0.5, 10);

    // when
    hear(0, 2);
    var before = mouth.openness();
    hear(0, 1);

    // then
    assertThat(before).isPositive();
    assertThat(mouth.openness()).isZero();
  }

  private void hear(double amplitude, int chunks) {
    for (var index = 0; index < chunks; index++) {
      mouth.hear(Tone.samples(48_000, 500, amplitude, SpeechQueue.CHUNK_SAMPLES));
    }
  }
}
