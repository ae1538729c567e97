package dev.avataroperator.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

  @Test
  void leavesTheWarmUpAside() {
    var samples = LongStream.range(0, 30).map(i -> Math.min(i, 10) * 10 + 50).boxed().toList();

    assertThat(Growth.of(samples).isFlat()).isTrue();
  }

  @Test
  void seesALeakThatNoisePartlyHides() {
    var samples = LongStream.range(0, 60).map(i -> 100 + i + i * 7 % 11).boxed().toList();

    assertThat(Growth.of(samples).isFlat()).isFalse();
  }

  @Test
  void isNotFooledByOneHighSample() {
    var samples = IntStream.range(0, 30).mapToObj(i -> i == 20 ? 200L : 100L).toList();

    assertThat(Growth.of(samples).isFlat()).isTrue();
  }

  @Test
  void refusesToJudgeTooFewSamples() {
    assertThatThrownBy(() -> Growth.of(List.of(1L, 1L, 1L)))
        .hasMessageContaining("needs 9 samples");
  }
}
