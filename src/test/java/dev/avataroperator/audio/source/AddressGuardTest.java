package dev.avataroperator.audio.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.audio.AudioProblem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private static final URI FILE = URI.create("https://audio.example/hello.wav");

  private final AddressGuard guard = new AddressGuard(List.of(), false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.20.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1"
      })
  void refusesInnerAddresses(String address) {
    assertThatThrownBy(() -> guard.choose(FILE, address(address)))
        .isInstanceOf(AudioProblem.class)
        .hasMessageContaining("in the worker's --playlist-hosts if it may be read");
  }

  @Test
  void takesThePublicOneOfSeveralAddresses() {
    // when
    var chosen = guard.choose(FILE, address("10.0.0.1"), address("93.184.216.34"));

    // then
    assertThat(chosen).isEqualTo(address("93.184.216.34"));
  }

  @Test
  void wantsHttpsAndAHost() {
    assertThatThrownBy(() -> guard.choose(URI.create("http://audio.example/"), address("8.8.8.8")))
        .hasMessageContaining("https");
    assertThatThrownBy(() -> guard.check(URI.create("file:///etc/passwd")))
        .isInstanceOf(AudioProblem.class);
    assertThatThrownBy(() -> guard.check(URI.create("https://me@audio.example/")))
        .hasMessageContaining("user name");
  }

  @Test
  void allowsWhatTheOwnerListed() {
    // given
    var open = new AddressGuard(List.of("minio.audio.svc", "10.8.0.0/16"), false);

    // then
    var listed = URI.create("http://minio.audio.svc/a.wav");
    assertThat(open.choose(listed, address("10.96.0.7"))).isEqualTo(address("10.96.0.7"));
    assertThat(open.choose(FILE, address("10.8.3.4"))).isEqualTo(address("10.8.3.4"));
    assertThatThrownBy(() -> open.choose(FILE, address("10.9.0.1")))
        .isInstanceOf(AudioProblem.class);
  }

  @Test
  void allowsLoopbackWhereInsecureEndpointsAre() {
    // given
    var insecure = new AddressGuard(List.of(), true);
    var local = URI.create("http://localhost:8000/a.wav");

    // then
    assertThat(insecure.choose(local, address("127.0.0.1"))).isEqualTo(address("127.0.0.1"));
    assertThatThrownBy(() -> insecure.choose(local, address("10.0.0.1")))
        .isInstanceOf(AudioProblem.class);
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
