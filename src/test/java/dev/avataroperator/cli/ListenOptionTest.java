package dev.avataroperator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.net.ListenAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ListenOptionTest {
  private final ListenOption option = new ListenOption();

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:0, 127.0.0.1, 0",
    "localhost:8080, localhost, 8080",
    "[::1]:443, ::1, 443"
  })
  void readsAnAddressAndWritesItAsItWas(String text, String host, int port) {
    // when
    var address = option.convert(text);

    // then
    assertThat(address).isEqualTo(new ListenAddress(host, port));
    assertThat(address).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "8080",
        ":8080",
        "localhost",
        "localhost:",
        "localhost:65536",
        "[::1:1",
        "[]:1"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> option.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("HOST:PORT");
  }
}
