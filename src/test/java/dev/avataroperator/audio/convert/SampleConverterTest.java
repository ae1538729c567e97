package dev.avataroperator.audio.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleConverterTest {
  private static final double LOUD = 0.9;

  /** What a sweep through the tones that 24 kHz can't hold leaves behind. */
  @ParameterizedTest
  @ValueSource(floats = {44_100, 48_000})
  void leavesNothingOfASweepAboveWhatTheLowerRateHolds(float rate) {
    // given
    var format = new AudioFormat(rate, 16, 1, true, false);
    var sweep = sweep(rate, 13_000, rate / 2 - 500);

    // when
    var heard = convert(format, 24_000, sweep, 4_096);

    // then
    assertThat(decibels(rms(heard))).isLessThan(-60);
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 24000, 1000",
    "44100, 24000, 9000",
    "48000, 16000, 5000",
    "8000, 24000, 1000",
    "8000, 24000, 3000",
    "16000, 48000, 6000",
    "24000, 24000, 7000"
  })
  void keepsAToneAndAddsNoOther(float rate, int wanted, double hertz) {
    // given
    var format = new AudioFormat(rate, 16, 1, true, false);

    // when
    var heard = convert(format, wanted, sweep(rate, hertz, hertz), 10_000);

    // then
    var tone = Spectrum.of(heard, wanted, hertz);
    assertThat(decibels(tone.level() / LOUD)).isCloseTo(0, within(1.5));
    assertThat(decibels(tone.rest())).isLessThan(-60);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000, 100_000})
  void convertsTheSameHoweverTheSamplesAreSplit(int piece) {
    // given
    var format = new AudioFormat(44_100, 16, 1, true, false);
    var tone = sweep(44_100, 300, 3_000).slice(0, 20_000);

    // when
    var heard = convert(format, 24_000, tone, piece);

    // then
    assertThat(heard).isEqualTo(convert(format, 24_000, tone, 20_000));
    assertThat(heard.length() / 2).isEqualTo(Math.round(10_000 * 24_000 / 44_100.0));
  }

  @Test
  void mixesTheStereoFileDownToItsExactDuration() throws IOException {
    // given
    var file = Buffer.buffer(Files.readAllBytes(Path.of("dev/audio/welcome-44k-stereo.wav")));
    var format = new AudioFormat(44_100, 16, 2, true, false);
    var samples = file.slice(44, file.length());

    // when
    var heard = convert(format, 24_000, samples, 16_384);

    // then
    assertThat(heard.length() / 2 / 24.0).isCloseTo(samples.length() / 4 / 44.1, within(0.1));
    assertThat(rms(heard)).isGreaterThan(0.01);
  }

  @Test
  void clipsWhatIsTooLoudInsteadOfWrappingAround() {
    // given
    var format = new AudioFormat(Encoding.PCM_FLOAT, 24_000, 32, 1, 4, 24_000, true);
    var loud = Buffer.buffer().appendFloat(1.5f).appendFloat(-1.5f).appendFloat(0.5f);

    // when
    var heard = convert(format, 24_000, loud, 12);

    // then
    assertThat(heard.getShortLE(0)).isEqualTo(Short.MAX_VALUE);
    assertThat(heard.getShortLE(2)).isEqualTo(Short.MIN_VALUE);
    assertThat((int) heard.getShortLE(4)).isCloseTo(16_384, within(1));
  }

  private static Buffer convert(AudioFormat from, int rate, Buffer samples, int piece) {
    var converter = new SampleConverter(from, rate);
    var heard = Buffer.buffer();
    for (var at = 0; at < samples.length(); at += piece) {
      heard.appendBuffer(converter.feed(samples.slice(at, Math.min(samples.length(), at + piece))));
    }
    return heard.appendBuffer(converter.end());
  }

  /** One second, mono, 16 bit. */
  private static Buffer sweep(float rate, double from, double to) {
    var samples = Buffer.buffer();
    for (var index = 0; index < rate; index++) {
      var time = index / rate;
      var phase = 2 * Math.PI * (from * time + (to - from) * time * time / 2);
      samples.appendShortLE((short) Math.round(LOUD * Short.MAX_VALUE * Math.sin(phase)));
    }
    return samples;
  }

  /** Without the first and last twentieth, where the tone is switched on and off. */
  private static double rms(Buffer pcm) {
    var count = pcm.length() / 2;
    var sum = 0.0;
    for (var index = count / 20; index < count - count / 20; index++) {
      sum += Math.pow(pcm.getShortLE(index * 2) / (double) Short.MAX_VALUE, 2);
    }
    return Math.sqrt(sum / (count * 0.9));
  }

  private static double decibels(double level) {
    return 20 * Math.log10(level);
  }
}
