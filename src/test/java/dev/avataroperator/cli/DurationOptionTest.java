package dev.avataroperator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationOptionTest {
  private final DurationOption option = new DurationOption();

  @Test
  void readsDurationsAsResourcesHoldThem() {
    assertThat(option.convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void refusesEverythingElseAndSaysWhatToWrite() {
    assertThatThrownBy(() -> option.convert("PT5S"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("90s");
  }
}
