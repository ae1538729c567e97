package dev.avataroperator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class HostAndPortTest {
  private final CommandLine commandLine = new CommandLine(CommandSpec.create());

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:0, 127.0.0.1, 0",
    "localhost:8080, localhost, 8080",
    "[::1]:443, ::1, 443"
  })
  void readsAnAddress(String text, String host, int port) {
    assertThat(HostAndPort.parse(text, commandLine)).isEqualTo(new HostAndPort(host, port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8080", ":8080", "localhost", "localhost:", "localhost:65536"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> HostAndPort.parse(text, commandLine))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("HOST:PORT");
  }
}
