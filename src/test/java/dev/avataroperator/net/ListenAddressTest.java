package dev.avataroperator.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListenAddressTest {
  @Test
  void givesEventLoopsOneNegativePortForAFreeOneAndKeepsAChosenOne() {
    assertThat(new ListenAddress("127.0.0.1", 0).sharedPort()).isNegative();
    assertThat(new ListenAddress("127.0.0.1", 8443).sharedPort()).isEqualTo(8443);
  }

  @Test
  void writesTheTakenPortAsAUrlNeedsIt() {
    assertThat(new ListenAddress("::1", 0).on(8443)).hasToString("[::1]:8443");
    assertThat(new ListenAddress("127.0.0.1", 0).on(80)).hasToString("127.0.0.1:80");
  }
}
