package dev.avataroperator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationOptionTest {
  private final DurationOption option = new DurationOption();

  @ParameterizedTest
  @CsvSource({
    "120ms, PT0.12S",
    "90s, PT1M30S",
    "2h, PT2H",
    "1h30m, PT1H30M",
    "1.5s, PT1.5S",
    "0s, PT0S"
  })
  void readsDurationsAsResourcesHoldThem(String text, Duration duration) {
    assertThat(option.convert(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 s", "-5s", "1d", "PT5S"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> option.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("90s");
  }
}
