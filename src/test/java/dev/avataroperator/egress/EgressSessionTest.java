package dev.avataroperator.egress;

import static dev.avataroperator.egress.EgressRig.settings;
import static dev.avataroperator.egress.ScriptedService.animationFrame;
import static dev.avataroperator.egress.ScriptedService.confirmFrame;
import static dev.avataroperator.egress.ScriptedService.errorFrame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.egress.EgressFailure.Outage;
import dev.avataroperator.egress.EgressFailure.Rejected;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EgressSessionTest {
  @AutoClose private static final Vertx VERTX = Vertx.vertx();

  private final EgressRig rig = new EgressRig(VERTX, settings());

  @Test
  void sendsAudioAndInterruptsInOrder() throws Exception {
    try (var service = ScriptedService.configured(VERTX, ScriptedService::confirm)) {
      // given
      var connection = rig.dial(service.ingress()).connection();

      // when
      rig.onContext(() -> connection.sendAudio("r-1", Buffer.buffer("one"), false));
      rig.onContext(() -> connection.sendAudio("r-1", Buffer.buffer(), true));
      var written = rig.onContext(() -> connection.interrupt("r-1"));

      // then
      await().untilAsserted(() -> assertThat(service.received).hasSize(4));
      assertThat(written.succeeded()).isTrue();
      var audio = service.received(MessageType.MESSAGE_CLIENT_AUDIO_INPUT);
      assertThat(audio)
          .extracting(message -> message.getClientAudioInput().getAudio().toStringUtf8())
          .containsExactly("one", "");
      assertThat(audio)
          .extracting(message -> message.getClientAudioInput().getEnd())
          .containsExactly(false, true);
      assertThat(service.received.get(3).getType()).isEqualTo(MessageType.MESSAGE_CLIENT_INTERRUPT);
      assertThat(service.received.get(3).getClientInterrupt().getReqId()).isEqualTo("r-1");
    }
  }

  @Test
  void tellsWhatTheServiceSaysOnTheContextThatDialled() throws Exception {
    var events =
        eventsOf(
            socket -> {
              socket.writeBinaryMessage(animationFrame("r-1", false));
              socket.writeBinaryMessage(animationFrame("", true));
            },
            2);

    assertThat(events).containsExactly("animation r-1", "animation  end");
    assertThat(rig.listener.contexts).containsExactly(rig.context);
  }

  @Test
  void reportsAnErrorMessageAndGoesOn() throws Exception {
    var events =
        eventsOf(
            socket -> {
              socket.writeBinaryMessage(errorFrame("r-1", 4001, "no credits session-token-1"));
              socket.writeBinaryMessage(animationFrame("r-2", true));
            },
            2);

    assertThat(events).containsExactly("error r-1 CreditsExhausted", "animation r-2 end");
    assertThat(rig.listener.errors.get(0)).isInstanceOf(Rejected.class);
    assertThat(rig.listener.errors.get(0).message()).endsWith("(4001): no credits ***");
  }

  @Test
  void reportsAFrameThatCannotBeReadAndGoesOn() throws Exception {
    var events =
        eventsOf(
            socket -> {
              socket.writeBinaryMessage(Buffer.buffer("garbage!"));
              socket.writeBinaryMessage(animationFrame("r-1", true));
            },
            2);

    assertThat(events).containsExactly("error  ProtocolError", "animation r-1 end");
    assertThat(rig.listener.errors.get(0)).isInstanceOf(Outage.class);
  }

  @Test
  void ignoresTextUnknownTypesAndASecondConfirm() throws Exception {
    var events =
        eventsOf(
            socket -> {
              socket.writeTextMessage("hello");
              socket.writeBinaryMessage(
                  ScriptedService.frame(Message.newBuilder().setTypeValue(77)));
              socket.writeBinaryMessage(confirmFrame("c-2"));
              socket.writeBinaryMessage(animationFrame("r-1", true));
            },
            1);

    assertThat(events).containsExactly("animation r-1 end");
  }

  @Test
  void joinsAMessageThatComesInPieces() throws Exception {
    try (var peer = RawPeer.confirming(VERTX)) {
      // given
      rig.dial(peer.ingress());
      var animation = animationFrame("r-1", true);

      // when
      peer.upgraded.join().write(RawPeer.frame(0x02, animation.slice(0, 3)));
      peer.upgraded.join().write(RawPeer.frame(0x80, animation.slice(3, animation.length())));

      // then
      await()
          .untilAsserted(
              () -> assertThat(rig.listener.events).containsExactly("animation r-1 end"));
    }
  }

  @Test
  void answersThePingsOfTheService() throws Exception {
    // given
    var pong = new CompletableFuture<String>();
    try (var service =
        ScriptedService.configured(
            VERTX,
            socket -> {
              socket.pongHandler(payload -> pong.complete(payload.toString()));
              ScriptedService.confirm(socket);
              socket.writePing(Buffer.buffer("are you there"));
            })) {
      // when
      rig.dial(service.ingress());

      // then
      assertThat(pong.get(10, TimeUnit.SECONDS)).isEqualTo("are you there");
    }
  }

  @Test
  void hasEverySessionOnOneClientForItself() throws Exception {
    // given
    try (var service = ScriptedService.configured(VERTX, ScriptedService::confirm)) {
      // when
      var connections = new ArrayList<EgressConnection>();
      for (int i = 0; i < 120; i++) {
        connections.add(rig.dial(service.ingress()).connection());
      }
      rig.onContext(connections.get(0)::close);

      // then
      await().untilAsserted(() -> assertThat(service.closeCodes).containsExactly(1000));
      assertThat(rig.onContext(connections.get(119)::isWriteQueueFull)).isFalse();
      assertThat(rig.listener.closed).isEmpty();
    }
  }

  /** Confirms, then does what the script says, and waits for as many events. */
  private List<String> eventsOf(Handler<ServerWebSocket> script, int expected) throws Exception {
    try (var service =
        ScriptedService.configured(
            VERTX,
            socket -> {
              ScriptedService.confirm(socket);
              script.handle(socket);
            })) {
      rig.dial(service.ingress());
      await().until(() -> rig.listener.events.size() >= expected);
      return List.copyOf(rig.listener.events);
    }
  }
}
