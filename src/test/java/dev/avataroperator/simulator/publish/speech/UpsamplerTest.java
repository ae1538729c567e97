package dev.avataroperator.simulator.publish.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpsamplerTest {
  private static final int HERTZ = 1_000;

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000})
  void keepsAToneAsItIs(int rate) {
    // when
    var heard = upsampled(rate, rate);

    // then
    var wanted = Tone.samples(48_000, HERTZ, 0.5, heard.length);
    assertThat(noiseDecibels(heard, wanted)).isLessThan(-45);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000})
  void lastsAsLongAsTheSource(int rate) {
    // when
    var heard = upsampled(rate, rate / 10);

    // then
    var ratio = 48_000.0 / rate;
    assertThat((double) heard.length).isCloseTo(rate / 10 * ratio, within(ratio + 1));
  }

  private static short[] upsampled(int rate, int count) {
    var upsampler = new Upsampler(rate);
    var heard = new Samples();
    for (var sample : Tone.samples(rate, HERTZ, 0.5, count)) {
      upsampler.feed(sample, heard);
    }
    upsampler.end(heard);
    var all = new short[heard.size()];
    heard.take(all);
    return all;
  }

  /** Against the tone; the ends, where the source breaks off, don't count. */
  private static double noiseDecibels(short[] heard, short[] wanted) {
    var noise = 0.0;
    var tone = 0.0;
    for (var index = 1_000; index < heard.length - 1_000; index++) {
      noise += Math.pow(heard[index] - wanted[index], 2);
      tone += Math.pow(wanted[index], 2);
    }
    return 10 * Math.log10(noise / tone);
  }
}
