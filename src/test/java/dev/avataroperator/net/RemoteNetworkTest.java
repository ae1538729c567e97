package dev.avataroperator.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemoteNetworkTest {
  @Test
  void isTheAddressOfIpv4() {
    assertThat(RemoteNetwork.of("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(RemoteNetwork.of("192.0.2.8")).isNotEqualTo(RemoteNetwork.of("192.0.2.7"));
    assertThat(RemoteNetwork.of("::ffff:192.0.2.8"))
        .isNotEqualTo(RemoteNetwork.of("::ffff:192.0.2.7"));
  }

  @Test
  void isTheNetworkOfIpv6() {
    assertThat(RemoteNetwork.of("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(RemoteNetwork.of("2001:db8:1:2::1"))
        .isNotEqualTo(RemoteNetwork.of("2001:db8:1:3::1"));
    assertThat(RemoteNetwork.of("fe80::1%9")).isEqualTo(RemoteNetwork.of("fe80::1%9"));
  }

  @Test
  void countsWhatHasNoAddressTogether() {
    assertThat(RemoteNetwork.of(null)).isEqualTo("null");
  }
}
