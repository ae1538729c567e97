package dev.avataroperator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "wss://example.com/v2/driveningress",
        "http://127.0.0.1:8090",
        "ws://localhost:1/x",
        "ws://[::1]:80"
      })
  void takesWhatIsEncryptedOrStaysOnTheMachine(String url) {
    assertThat(Endpoints.problem("url", url, false)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com", "ws://10.0.0.1/x"})
  void refusesPlainTextUnlessItWasAllowed(String url) {
    assertThat(Endpoints.problem("consoleUrl", url, false).orElseThrow())
        .startsWith("consoleUrl isn't encrypted: use https or wss")
        .contains("--allow-insecure-endpoints");
    assertThat(Endpoints.problem("consoleUrl", url, true)).isEmpty();
  }

  @Test
  void saysHowAUrlIsWritten() {
    assertThat(Endpoints.problem("url", "https://exa mple", false).orElseThrow())
        .contains("write for example https://host/path");
    assertThat(Endpoints.problem("url", "https:///path", false).orElseThrow())
        .contains("names no host");
  }
}
