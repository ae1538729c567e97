package dev.avataroperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "90s, PT1M30S",
    "1h30m, PT1H30M",
    "500ms, PT0.5S",
    "120ms, PT0.12S",
    "2h, PT2H",
    "1.5s, PT1.5S",
    "1.5h, PT1H30M",
    "0.25s, PT0.25S",
    "1h2m3s4ms, PT1H2M3.004S",
    "8760h, PT8760H"
  })
  void readsWhatKubernetesUsersWrite(String text, Duration duration) {
    assertThat(GoDuration.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "90", "5 s", "PT5S", "2 hours", "-5s", "1d", "1h ", "s", "1.h", "1µs"})
  void refusesWhatIsNoDurationAndSaysWhatToWrite(String text) {
    assertThatThrownBy(() -> GoDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("90s");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S,0ms",
    "PT0.12S,120ms",
    "PT2S,2s",
    "PT9.999S,9999ms",
    "PT12.5S,12.5s",
    "PT90S,90s"
  })
  void writesMeasuredTimesAsPeopleReadThem(Duration duration, String text) {
    assertThat(GoDuration.format(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "120ms", "12.5s", "90s"})
  void readsWhatItWrites(String text) {
    assertThat(GoDuration.format(GoDuration.parse(text))).isEqualTo(text);
  }
}
