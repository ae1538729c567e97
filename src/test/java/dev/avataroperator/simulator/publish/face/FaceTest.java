package dev.avataroperator.simulator.publish.face;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceTest {
  private static final long AWAKE = 1_000;
  private static final long BLINK = 100;

  private final Portrait portrait = new Portrait(640, 360);

  @Test
  void dependsOnNothingButTimeAndLoudness() {
    // given
    var face = portrait.newFace();
    var expected = portrait.newFace().at(AWAKE, 0.5).copy();

    // when
    face.at(BLINK, 1);
    face.at(BLINK, 0.2);
    var again = face.at(AWAKE, 0.5);

    // then
    assertThat(again.y()).isEqualTo(expected.y());
    assertThat(again.u()).isEqualTo(expected.u());
    assertThat(again.v()).isEqualTo(expected.v());
  }

  @Test
  void getsDarkerInTheMiddleOfTheMouthTheWiderItIsOpen() {
    // when
    var shut = mouth(0);
    var half = mouth(0.5);
    var open = mouth(1);

    // then
    assertThat(half).isLessThan(shut - 5);
    assertThat(open).isLessThan(half - 5);
  }

  @Test
  void movesNothingButTheMouthWhenItSpeaks() {
    // given
    var shut = portrait.newFace().at(AWAKE, 0).copy();
    var open = portrait.newFace().at(AWAKE, 1).copy();

    // then
    for (var row = 0; row < 360; row++) {
      for (var column = 0; column < 640; column++) {
        if (Math.abs(row - 240) > 40 || Math.abs(column - 320) > 50) {
          assertThat(open.brightness(column, row)).isEqualTo(shut.brightness(column, row));
        }
      }
    }
  }

  @Test
  void blinksWithBothEyes() {
    // when
    var awake = portrait.newFace().at(AWAKE, 0).copy();
    var blinking = portrait.newFace().at(BLINK, 0);

    // then
    assertThat(awake.brightness(263, 164)).isGreaterThan(blinking.brightness(263, 164) + 30);
    assertThat(awake.brightness(377, 164)).isGreaterThan(blinking.brightness(377, 164) + 30);
  }

  @Test
  void blinksForAFifthOfASecondEveryFewSeconds() {
    // given
    var face = portrait.newFace();
    var awake = face.at(AWAKE, 0).brightness(263, 164);

    // when
    var blinking = 0;
    for (var millis = 0L; millis < 37_000; millis += 20) {
      blinking += face.at(millis, 0).brightness(263, 164) < awake - 30 ? 1 : 0;
    }

    // then
    assertThat(blinking * 20).isBetween(1_000, 2_000);
  }

  @Test
  void staysWithinItsMostWhateverTheLoudness() {
    assertThat(portrait.newFace().at(AWAKE, 7).y()).isEqualTo(portrait.newFace().at(AWAKE, 1).y());
    assertThat(portrait.newFace().at(AWAKE, -1).y()).isEqualTo(portrait.newFace().at(AWAKE, 0).y());
  }

  @ParameterizedTest
  @CsvSource({"160,90", "320,180", "640,480", "1280,720", "162,1080"})
  void isDrawnInAnySize(int width, int height) {
    // when
    var face = new Portrait(width, height).newFace();
    var shut = face.at(AWAKE, 0).copy();
    var open = face.at(AWAKE, 1);

    // then
    var row = (int) Math.round(height / 2.0 + 72 * Math.min(width / 640.0, height / 360.0));
    assertThat(open.y()).hasSize(width * height);
    assertThat(open.u()).hasSize(width / 2 * (height / 2));
    assertThat(open.brightness(width / 2, row)).isNotEqualTo(shut.brightness(width / 2, row));
  }

  /** The mean brightness of what lies around the mouth's middle. */
  private int mouth(double openness) {
    var picture = portrait.newFace().at(AWAKE, openness);
    var sum = 0;
    for (var row = 228; row < 252; row++) {
      for (var column = 300; column < 340; column++) {
        sum += picture.brightness(column, row);
      }
    }
    return sum / 24 / 40;
  }
}
