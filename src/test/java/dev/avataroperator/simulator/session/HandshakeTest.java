package dev.avataroperator.simulator.session;

import static dev.avataroperator.simulator.RunningSimulator.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.EgressType;
import dev.avataroperator.egress.proto.LiveKitEgressConfig;
import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.RtcTokens;
import dev.avataroperator.simulator.RunningSimulator;
import dev.avataroperator.simulator.settings.Behaviour;
import dev.avataroperator.simulator.settings.SimulatorSettings.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeTest {
  private static final int INVALID = 3;
  private static final int BAD_EGRESS = 16;
  private static final int INTERNAL = 13;

  @Test
  void confirmsAndRecordsALiveKitSessionWithoutItsTokens() {
    try (var simulator = new RunningSimulator()) {
      // given
      var configuration = Configurations.liveKit(simulator.time.instant());
      configuration.getLivekitEgressBuilder().setIdleTimeout(660);

      // when
      var connectionId = simulator.dial().configure(configuration.build()).nextConfirm();

      // then
      var session = simulator.onlySession();
      assertThat(session.getString("connectionId")).isEqualTo(connectionId);
      assertThat(session.getString("egress")).isEqualTo("livekit");
      assertThat(session.getString("room")).isEqualTo("lobby");
      assertThat(session.getString("identity")).isEqualTo("avatar-1");
      assertThat(session.getInteger("sampleRate")).isEqualTo(24_000);
      assertThat(session.getInteger("idleTimeout")).isEqualTo(660);
      assertThat(session.getInstant("rtcTokenExpiresAt")).isAfter(simulator.time.instant());
      assertThat(session.encode())
          .doesNotContain(configuration.getLivekitEgress().getApiToken(), "st_");
    }
  }

  @Test
  void confirmsAnAgoraSession() throws Exception {
    try (var simulator = new RunningSimulator()) {
      // when
      simulator.confirmed(Configurations.agora().build());

      // then
      var session = simulator.onlySession();
      assertThat(session.getString("egress")).isEqualTo("agora");
      assertThat(session.getString("channel")).isEqualTo("lobby");
      assertThat(session.getLong("uid")).isEqualTo(1001);
      assertThat(session.getInstant("rtcTokenExpiresAt"))
          .isAfter(simulator.time.instant().plusSeconds(3500));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiledConfigurations")
  void refusesAConfigurationThatItCannotServe(
      String what, int code, Consumer<ClientConfigureSession.Builder> spoil) {
    try (var simulator = new RunningSimulator()) {
      // given
      var configuration = Configurations.liveKit(simulator.time.instant());
      spoil.accept(configuration);

      // when
      var client = simulator.dial().configure(configuration.build());

      // then
      assertThat(client.nextError().getCode()).isEqualTo(code);
      assertThat(client.closeCode()).isEqualTo(4400);
      assertThat(simulator.onlySession().getInteger("closeCode")).isEqualTo(4400);
    }
  }

  static Stream<Arguments> spoiledConfigurations() {
    return Stream.of(
        spoiled("a low rate", INVALID, c -> c.setSampleRate(7999)),
        spoiled("a high rate", INVALID, c -> c.setSampleRate(48_001)),
        spoiled(
            "a rate that Opus has not",
            INVALID,
            c -> c.setAudioFormat(AudioFormat.AUDIO_FORMAT_OGG_OPUS).setSampleRate(44_100)),
        spoiled("unknown format", INVALID, c -> c.setAudioFormatValue(7)),
        spoiled("no egress", BAD_EGRESS, c -> c.setEgressType(type(0))),
        spoiled("an egress that isn't filled in", BAD_EGRESS, c -> c.setEgressType(type(2))),
        liveKit("no url", egress -> egress.clearUrl()),
        liveKit("a url of another scheme", egress -> egress.setUrl("ftp://livekit.example")),
        liveKit("no room", egress -> egress.clearRoomName()),
        liveKit("no publisher", egress -> egress.clearPublisherId()),
        liveKit("no token", egress -> egress.clearApiToken()),
        liveKit("a negative idle timeout", egress -> egress.setIdleTimeout(-1)),
        liveKit("a token that isn't one", egress -> egress.setApiToken("a.b.c")),
        liveKit("another room's token", egress -> egress.setRoomName("elsewhere")),
        liveKit("another identity's token", egress -> egress.setPublisherId("somebody")),
        liveKit("an expired token", egress -> egress.setApiToken(expired())),
        liveKit("a token with an empty grant", egress -> egress.setApiToken(withoutGrant())),
        liveKit("a token without roomJoin", egress -> egress.setApiToken(withoutJoin())));
  }

  @ParameterizedTest
  @MethodSource("spoiledAgora")
  void refusesAnAgoraEgressThatItCannotServe(
      String what, Consumer<ClientConfigureSession.Builder> spoil) throws Exception {
    try (var simulator = new RunningSimulator()) {
      // given
      var configuration = Configurations.agora();
      spoil.accept(configuration);

      // when
      var client = simulator.dial().configure(configuration.build());

      // then
      assertThat(client.nextError().getCode()).isEqualTo(BAD_EGRESS);
      assertThat(client.closeCode()).isEqualTo(4400);
    }
  }

  static Stream<Arguments> spoiledAgora() {
    return Stream.of(
        agora("uid 0", c -> c.getAgoraEgressBuilder().setUid(0)),
        agora("no channel", c -> c.getAgoraEgressBuilder().clearChannelName()),
        agora("no token", c -> c.getAgoraEgressBuilder().clearToken()),
        agora("a token that isn't one", c -> c.getAgoraEgressBuilder().setToken("007x")));
  }

  @Test
  void refusesAFirstFrameThatIsNoConfiguration() {
    try (var simulator = new RunningSimulator()) {
      // when
      var garbage = simulator.dial().binary(new byte[] {-1, -1, -1});
      var audio = simulator.dial().audio("r1", new byte[2], false);

      // then
      assertThat(garbage.nextError().getCode()).isEqualTo(INVALID);
      assertThat(garbage.closeCode()).isEqualTo(4400);
      assertThat(audio.nextError().getCode()).isEqualTo(INVALID);
      assertThat(audio.closeCode()).isEqualTo(4400);
    }
  }

  @Test
  void answersAClientOfWhoseConfigurationItsOwnCodeFails() {
    // given
    var nameless = new HashSet<String>();
    nameless.add(null);
    var broken = Behaviour.usual().withCapabilities(nameless);
    try (var simulator = new RunningSimulator(SETTINGS.withBehaviour(broken))) {
      // when
      var client = simulator.dial().configure(Configurations.liveKit(Instant.now()).build());

      // then
      assertThat(client.nextError().getCode()).isEqualTo(INTERNAL);
      assertThat(client.closeCode()).isEqualTo(1011);
      assertThat(simulator.onlySession().getInteger("closeCode")).isEqualTo(1011);
    }
  }

  @Test
  void closesAConnectionThatNeverConfigures() {
    var impatient = new Timing(Duration.ofMillis(1), Duration.ofMillis(50), Duration.ZERO);
    try (var simulator = new RunningSimulator(SETTINGS.withTiming(impatient))) {
      assertThat(simulator.dial().closeCode()).isEqualTo(4408);
    }
  }

  private static EgressType type(int number) {
    return EgressType.forNumber(number);
  }

  private static String expired() {
    return RtcTokens.liveKit("lobby", "avatar-1", Instant.now().minusSeconds(60));
  }

  private static String withoutJoin() {
    var video = Map.<String, Object>of("room", "lobby");
    return RtcTokens.liveKit("avatar-1", Instant.now().plusSeconds(600), video);
  }

  private static String withoutGrant() {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var claims = "{\"sub\": \"avatar-1\", \"exp\": 4102444800, \"video\": null}";
    return "e30." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".e30";
  }

  private static Arguments liveKit(String what, Consumer<LiveKitEgressConfig.Builder> spoil) {
    return spoiled(what, BAD_EGRESS, c -> spoil.accept(c.getLivekitEgressBuilder()));
  }

  private static Arguments agora(String what, Consumer<ClientConfigureSession.Builder> spoil) {
    return Arguments.of(what, spoil);
  }

  private static Arguments spoiled(
      String what, int code, Consumer<ClientConfigureSession.Builder> spoil) {
    return Arguments.of(what, code, spoil);
  }
}
