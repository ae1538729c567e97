package dev.avataroperator.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcmFormatTest {
  private static final PcmFormat FORMAT = new PcmFormat(24_000);

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "2, PT0.000041666S",
    "48000, PT1S",
    "72000, PT1.5S",
    "10000000000, PT57H52M13.333333333S"
  })
  void countsAudioInTimeHoweverLongItIs(long bytes, Duration time) {
    assertThat(FORMAT.nanos(bytes)).isEqualTo(time.toNanos());
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0", "PT0.00005S, 2", "PT1.5S, 72000", "PT57H52M13.5S, 10000008000"})
  void countsTimeInWholeSamples(Duration time, long bytes) {
    assertThat(FORMAT.bytes(time.toNanos())).isEqualTo(bytes);
  }
}
