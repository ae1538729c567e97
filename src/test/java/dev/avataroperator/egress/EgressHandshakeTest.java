package dev.avataroperator.egress;

import static dev.avataroperator.egress.EgressRig.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.egress.EgressFailure.Outage;
import dev.avataroperator.egress.EgressFailure.Rejected;
import dev.avataroperator.egress.EgressFailure.TokenRefused;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressHandshakeTest {
  @AutoClose private static final Vertx VERTX = Vertx.vertx();

  @Test
  void configuresTheSessionAndTellsTheConfirm() throws Exception {
    // given
    var clock = new AtomicLong();
    var rig = new EgressRig(VERTX, settings(), () -> clock.addAndGet(1_000_000));
    try (var service = ScriptedService.configured(VERTX, ScriptedService::confirm)) {
      // when
      var confirmed = rig.dial(service.ingress());

      // then
      assertThat(confirmed.connectionId()).isEqualTo("c-1");
      assertThat(confirmed.capabilities().names()).containsExactly("playback_state");
      assertThat(confirmed.connect()).isEqualTo(Duration.ofMillis(1));
      assertThat(confirmed.confirm()).isEqualTo(Duration.ofMillis(1));
      assertThat(service.received).hasSize(1);
      assertThat(service.received.get(0).getType())
          .isEqualTo(MessageType.MESSAGE_CLIENT_CONFIGURE_SESSION);
      assertThat(service.received.get(0).getClientConfigureSession())
          .isEqualTo(EgressRig.target(service.ingress()).configure());
    }
  }

  @Test
  void keepsTheTokenOutOfTheUrlAndNeverOffersCompression() throws Exception {
    // given
    var rig = new EgressRig(VERTX, settings());
    try (var service = ScriptedService.configured(VERTX, ScriptedService::confirm)) {
      // when
      rig.dial(service.ingress());

      // then
      assertThat(service.path.join())
          .isEqualTo("/v2/driveningress/websocket?id=avatar%2F1%20%C3%A9");
      assertThat(service.headers.join().get("X-App-ID")).isEqualTo("app-1");
      assertThat(service.headers.join().get("X-Session-Key")).isEqualTo("session-token-1");
      assertThat(service.headers.join().contains("Sec-WebSocket-Extensions")).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("badFirstFrames")
  void refusesAServiceWhoseFirstFrameIsNoConfirm(Consumer<ServerWebSocket> first) throws Exception {
    // given
    var rig = new EgressRig(VERTX, settings());
    try (var service = ScriptedService.configured(VERTX, first::accept)) {
      // when
      var refusal = rig.refusal(service.ingress());

      // then
      assertThat(refusal.failure())
          .isInstanceOf(Rejected.class)
          .returns(FailureCode.ProtocolError, EgressFailure::code);
      await().untilAsserted(() -> assertThat(service.closeCodes).containsExactly(1002));
      assertThat(rig.listener.events).isEmpty();
    }
  }

  @Test
  void takesAnErrorAsTheFirstFrameForTheServicesAnswer() throws Exception {
    // given
    var rig = new EgressRig(VERTX, settings());
    var error = ScriptedService.errorFrame("", 16, "can't join with room-token-1");
    try (var service =
        ScriptedService.configured(VERTX, socket -> socket.writeBinaryMessage(error))) {
      // when
      var refusal = rig.refusal(service.ingress());

      // then
      assertThat(refusal.failure())
          .isInstanceOf(Rejected.class)
          .returns(FailureCode.InvalidEgressConfig, EgressFailure::code);
      assertThat(refusal).hasMessageContaining("can't join with ***");
      await().untilAsserted(() -> assertThat(service.closeCodes).containsExactly(1000));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1011, 4503})
  void takesACloseBeforeTheConfirmForAnOutage(int code) throws Exception {
    var rig = new EgressRig(VERTX, settings());
    try (var service =
        ScriptedService.configured(VERTX, socket -> socket.close((short) code, "bye"))) {
      assertThat(rig.refusal(service.ingress()).failure())
          .isInstanceOf(Outage.class)
          .returns(
              "the avatar service closed the session (" + code + "): bye", EgressFailure::message);
    }
  }

  @Test
  void takesACloseWithoutACodeForAnOutage() throws Exception {
    var rig = new EgressRig(VERTX, settings());
    try (var peer = RawPeer.onConnect(VERTX, socket -> socket.handler(any -> socket.close()))) {
      assertThat(rig.refusal(peer.ingress()).failure()).isInstanceOf(Outage.class);
    }
  }

  @Test
  void readsWhyTheUpgradeWasRefusedWithoutRepeatingTheToken() throws Exception {
    // given
    var rig = new EgressRig(VERTX, settings());
    var body = "{\"message\":\"Invalid session token session-token-1\"}";
    try (var service =
        ScriptedService.answering(
            VERTX, request -> request.response().setStatusCode(400).end(body))) {
      // when
      var refusal = rig.refusal(service.ingress());

      // then
      assertThat(refusal.failure())
          .isInstanceOf(TokenRefused.class)
          .returns(FailureCode.SessionTokenInvalid, EgressFailure::code);
      assertThat(refusal.tokenPresented()).isTrue();
      assertThat(refusal).hasMessageContaining("400").hasMessageNotContaining("session-token-1");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 500, 503})
  void takesAnyOtherStatusForAnOutage(int status) throws Exception {
    var rig = new EgressRig(VERTX, settings());
    try (var service =
        ScriptedService.answering(
            VERTX, request -> request.response().setStatusCode(status).end())) {
      assertThat(rig.refusal(service.ingress()).failure())
          .isInstanceOf(Outage.class)
          .returns(FailureCode.ServiceUnavailable, EgressFailure::code);
    }
  }

  @Test
  void keepsTheTokenForTheNextAttemptWhenNothingListens() throws Exception {
    // given
    var rig = new EgressRig(VERTX, settings());
    URI nobody;
    try (var taken = new ServerSocket(0)) {
      nobody = URI.create("ws://127.0.0.1:" + taken.getLocalPort());
    }

    // when
    var refusal = rig.refusal(nobody);

    // then
    assertThat(refusal.failure()).isInstanceOf(Outage.class);
    assertThat(refusal.tokenPresented()).isFalse();
  }

  @Test
  void mustBeCalledOnAnEventLoop() {
    var egress = new WebSocketEgress(VERTX, settings(), System::nanoTime);

    assertThatThrownBy(
            () ->
                egress.dial(
                    EgressRig.target(URI.create("ws://127.0.0.1")),
                    EgressRig.TOKEN,
                    new RecordingListener()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Stream<Arguments> badFirstFrames() {
    var confirm = ScriptedService.confirmFrame("c-1");
    return Stream.of(
        first("text", socket -> socket.writeTextMessage("hello")),
        binary("garbage", Buffer.buffer("garbage!")),
        binary("nothing", Buffer.buffer()),
        binary("half a confirm", confirm.slice(0, confirm.length() / 2)),
        binary("a confirm without a connection id", ScriptedService.confirmFrame("")),
        binary("an animation", ScriptedService.animationFrame("r", false)),
        binary("a type of the future", frame(77)));
  }

  private static Buffer frame(int type) {
    return ScriptedService.frame(Message.newBuilder().setTypeValue(type));
  }

  private static Arguments binary(String name, Buffer frame) {
    return first(name, socket -> socket.writeBinaryMessage(frame));
  }

  private static Arguments first(String name, Consumer<ServerWebSocket> action) {
    return Arguments.of(Named.of(name, action));
  }
}
