package dev.avataroperator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTest {
  private static final int LENGTH_MS = 6_000;

  @ParameterizedTest
  @ValueSource(ints = {-120, -45, 0, 30, 200})
  void isFoundWithinHalfAPicture(int late) {
    // given speech every 5 ms, and a mouth 25 times a second
    var sound = every(5.3, OffsetTest::speech);
    var mouth = every(40, time -> 0.2 + 0.1 * speech(time - late));
    // when
    var offset = Offset.between(sound, mouth);
    // then
    assertThat(offset.millis()).isCloseTo(late, within(10.0));
    assertThat(offset.likeness()).isGreaterThan(0.8);
  }

  @Test
  void hasNoLikenessWhereNothingMoves() {
    var offset = Offset.between(every(5, OffsetTest::speech), every(40, time -> 0.5));
    assertThat(offset.likeness()).isZero();
  }

  @Test
  void hasLittleLikenessToAnotherSpeech() {
    var random = new Random(7);
    var other = every(40, time -> random.nextDouble());
    assertThat(Offset.between(every(5, OffsetTest::speech), other).likeness()).isLessThan(0.4);
  }

  @Test
  void isNotGuessedFromAMoment() {
    var moment = new Series(new double[] {0, 100}, new double[] {0, 1});
    assertThatThrownBy(() -> Offset.between(moment, moment)).hasMessageContaining("too short");
  }

  /** Louder and softer, at periods that don't fit each other. */
  private static double speech(double time) {
    return Math.sin(time / 97) + Math.sin(time / 171 + 1) + Math.sin(time / 411 + 2);
  }

  private static Series every(double millis, DoubleUnaryOperator value) {
    var times = IntStream.range(0, (int) (LENGTH_MS / millis)).mapToDouble(each -> each * millis);
    var at = times.toArray();
    return new Series(at, at).map(value);
  }
}
