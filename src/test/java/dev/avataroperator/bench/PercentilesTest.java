package dev.avataroperator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void areValuesThatWereSeen() {
    // given 20 down to 1
    var values = IntStream.rangeClosed(1, 20).mapToObj(each -> 21.0 - each).toList();
    // when
    var percentiles = Percentiles.of(values);
    // then
    assertThat(percentiles).isEqualTo(new Percentiles(20, 1, 10, 19, 20));
  }

  @Test
  void areTheOnlyValueWhereThereIsOne() {
    assertThat(Percentiles.of(List.of(7.0))).isEqualTo(new Percentiles(1, 7, 7, 7, 7));
  }

  @Test
  void showTheWorstOfFewAsThe95th() {
    assertThat(Percentiles.of(List.of(1.0, 2.0, 90.0)).p95()).isEqualTo(90);
  }

  @Test
  void areNotMadeUpOfNothing() {
    assertThatThrownBy(() -> Percentiles.of(List.of()))
        .hasMessageContaining("nothing was measured");
  }
}
