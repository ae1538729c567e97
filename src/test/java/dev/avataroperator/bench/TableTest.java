package dev.avataroperator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  private final Figures figures = new Figures();

  @Test
  void showsWhatWasMeasuredBesideTheSameWithoutUs() {
    // given
    figures.rehearse(() -> figures.add(Point.CHUNK_TO_SOUND, 9_000));
    figures.add(Point.BARE_ON_TO_SOUND, 100);
    figures.add(Point.CHUNK_TO_SOUND, 250);
    figures.add(Point.CHUNK_TO_SOUND, 350);

    // when
    var table =
        new Table(figures)
            .section("Sound", Point.BARE_ON_TO_SOUND, Point.FIRST_ANIMATION)
            .section("Not measured", Point.APPLIED_TO_FRAME, Point.CONFIRMED_TO_FRAME);

    // then
    assertThat(table.toString().lines())
        .containsExactly(
            "milliseconds                           p50     p95   least    most  runs  p50 beside bare",
            "",
            "Sound",
            "bare tone on -> sound                  100     100     100     100     1",
            "first 20 ms pushed -> sound            250     350     250     350     2  2.5 times");
  }

  @Test
  void comparesOffsetsByTheirDifference() {
    figures.add(Point.BARE_PICTURE_AFTER_SOUND, -100);
    figures.add(Point.PICTURE_AFTER_SOUND, -75);
    assertThat(new Table(figures).section("Mouth", Point.PICTURE_AFTER_SOUND, Point.LIKENESS))
        .asString()
        .endsWith("     1  +25 ms\n");
  }

  @Test
  void keepsEveryValue() {
    figures.add(Point.CHUNK_TO_SOUND, 250.04);
    figures.add(Point.CHUNK_TO_SOUND, 350);
    assertThat(figures.csv().lines())
        .containsExactly(
            "point,run,milliseconds", "CHUNK_TO_SOUND,1,250.0", "CHUNK_TO_SOUND,2,350.0");
  }
}
