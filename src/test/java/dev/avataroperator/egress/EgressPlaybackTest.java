package dev.avataroperator.egress;

import static dev.avataroperator.egress.EgressRig.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.egress.proto.PlaybackState;
import dev.avataroperator.egress.proto.ServerPlaybackState;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EgressPlaybackTest {
  @AutoClose private static final Vertx VERTX = Vertx.vertx();

  private final EgressRig rig = new EgressRig(VERTX, settings());

  @Test
  void tellsWhatTheServiceOffers() throws Exception {
    try (var service =
        ScriptedService.configured(
            VERTX, socket -> confirm(socket, "playback_control", "something_new"))) {
      // when
      var capabilities = rig.dial(service.ingress()).capabilities();

      // then
      assertThat(capabilities.playbackControl()).isTrue();
      assertThat(capabilities.playbackState()).isFalse();
      assertThat(capabilities.names())
          .containsExactlyInAnyOrder("playback_control", "something_new");
    }
  }

  @Test
  void takesNothingForOfferedInADialectWithoutCapabilities() throws Exception {
    try (var service =
        ScriptedService.configured(VERTX, socket -> confirm(socket, "playback_control"))) {
      // when
      var confirmed = rig.dial(EgressRig.spatius(service.ingress()));
      var paused = rig.onContext(() -> confirmed.connection().pause("r-1"));

      // then
      assertThat(confirmed.capabilities()).isEqualTo(Capabilities.NONE);
      assertThat(paused.failed()).isTrue();
    }
  }

  @Test
  void pausesAndResumesARequest() throws Exception {
    try (var service =
        ScriptedService.configured(VERTX, socket -> confirm(socket, "playback_control"))) {
      // given
      var connection = rig.dial(service.ingress()).connection();

      // when
      rig.onContext(() -> connection.pause("r-1"));
      var resumed = rig.onContext(() -> connection.resume("r-1"));

      // then
      await().untilAsserted(() -> assertThat(service.received).hasSize(3));
      assertThat(resumed.succeeded()).isTrue();
      var pause = service.received.get(1);
      assertThat(pause.getType()).isEqualTo(MessageType.MESSAGE_CLIENT_PAUSE);
      assertThat(pause.getClientPause().getReqId()).isEqualTo("r-1");
      var resume = service.received.get(2);
      assertThat(resume.getType()).isEqualTo(MessageType.MESSAGE_CLIENT_RESUME);
      assertThat(resume.getClientResume().getReqId()).isEqualTo("r-1");
    }
  }

  @Test
  void sendsNoPauseToAServiceThatDoesNotOfferIt() throws Exception {
    try (var service = ScriptedService.configured(VERTX, socket -> confirm(socket))) {
      // given
      var connection = rig.dial(service.ingress()).connection();

      // when
      var paused = rig.onContext(() -> connection.pause("r-1"));
      var resumed = rig.onContext(() -> connection.resume("r-1"));
      rig.onContext(() -> connection.interrupt("r-1"));

      // then
      assertThat(paused.failed()).isTrue();
      assertThat(resumed.cause()).hasMessageContaining("can't pause");
      await().untilAsserted(() -> assertThat(service.received).hasSize(2));
      assertThat(service.received.get(1).getType()).isEqualTo(MessageType.MESSAGE_CLIENT_INTERRUPT);
    }
  }

  @Test
  void tellsEveryStateOfPlayback() throws Exception {
    try (var service =
        ScriptedService.configured(
            VERTX,
            socket -> {
              confirm(socket, "playback_state");
              send(socket, PlaybackState.PLAYBACK_STATE_PLAYING, 0, "");
              send(socket, PlaybackState.PLAYBACK_STATE_PAUSED, 480, "explicit");
              send(socket, PlaybackState.PLAYBACK_STATE_UNSPECIFIED, 480, "");
              send(socket, PlaybackState.PLAYBACK_STATE_ENDED, -1, "");
              for (var reason : List.of("explicit", "preempted", "pause_timeout", "new")) {
                send(socket, PlaybackState.PLAYBACK_STATE_INTERRUPTED, 500, reason);
              }
            })) {
      // when
      rig.dial(service.ingress());

      // then
      await().until(() -> rig.listener.events.size() >= 7);
      assertThat(rig.listener.events)
          .containsExactly(
              "playback r-1 Playing 0",
              "playback r-1 Paused 480",
              "playback r-1 Ended 0",
              "playback r-1 Interrupted 500 Explicit",
              "playback r-1 Interrupted 500 Preempted",
              "playback r-1 Interrupted 500 PauseTimeout",
              "playback r-1 Interrupted 500 Unknown");
      assertThat(rig.listener.contexts).containsExactly(rig.context);
    }
  }

  private static void confirm(ServerWebSocket socket, String... capabilities) {
    socket.writeBinaryMessage(ScriptedService.confirmFrame("c-1", capabilities));
  }

  private static void send(ServerWebSocket socket, PlaybackState state, long ms, String reason) {
    socket.writeBinaryMessage(playbackFrame(state, ms, reason));
  }

  private static Buffer playbackFrame(PlaybackState state, long playedMs, String reason) {
    return ScriptedService.frame(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_SERVER_PLAYBACK_STATE)
            .setServerPlaybackState(
                ServerPlaybackState.newBuilder()
                    .setReqId("r-1")
                    .setState(state)
                    .setPlayedMs(playedMs)
                    .setReason(reason)));
  }
}
