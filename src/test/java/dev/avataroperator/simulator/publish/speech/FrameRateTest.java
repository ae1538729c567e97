package dev.avataroperator.simulator.publish.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRateTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 25, 30, 50})
  void givesEverySecondItsPictures(int framesPerSecond) {
    // given
    var rate = new FrameRate(framesPerSecond);

    // when
    var pictures = IntStream.range(0, 1_000).filter(chunk -> rate.isDue()).count();

    // then
    assertThat(pictures).isBetween(framesPerSecond * 10L, framesPerSecond * 10L + 1);
  }

  @Test
  void beginsWithAPicture() {
    assertThat(new FrameRate(1).isDue()).isTrue();
  }
}
