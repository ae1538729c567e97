package dev.avataroperator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TokenLifeOptionTest {
  private final TokenLifeOption option = new TokenLifeOption();

  @ParameterizedTest
  @CsvSource({"30s, PT30S", "1h, PT1H", "24h, PT24H"})
  void takesHalfAMinuteToADay(String text, Duration life) {
    assertThat(option.convert(text)).isEqualTo(life);
  }

  @ParameterizedTest
  @ValueSource(strings = {"29s", "0s", "25h"})
  void refusesWhatCouldntBeRenewedInTimeOrLivesTooLong(String text) {
    assertThatThrownBy(() -> option.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("from 30s to 24h");
  }
}
