package dev.avataroperator.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost",
        "127.0.0.1",
        "127.1.2.3",
        "127.255.255.255",
        "::1",
        "[::1]"
      })
  void knowsThisMachine(String host) {
    assertThat(Loopback.is(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.0.0.0",
        "::",
        "128.0.0.1",
        "127.0.0.256",
        "127.0.0.1.example.com",
        "localhost.example.com",
        "10.0.0.1"
      })
  void takesNothingElseForIt(String host) {
    assertThat(Loopback.is(host)).isFalse();
  }

  @Test
  void takesNoHostForNone() {
    assertThat(Loopback.is(null)).isFalse();
  }
}
