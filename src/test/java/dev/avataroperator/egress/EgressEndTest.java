package dev.avataroperator.egress;

import static dev.avataroperator.egress.EgressRig.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.egress.EgressFailure.DurationCap;
import dev.avataroperator.egress.EgressFailure.EndedNormally;
import dev.avataroperator.egress.EgressFailure.Outage;
import dev.avataroperator.egress.EgressFailure.OverQuota;
import dev.avataroperator.egress.EgressFailure.Rejected;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EgressEndTest {
  @AutoClose private static final Vertx VERTX = Vertx.vertx();
  private static final int BINARY = 0x82;
  private static final int TEN_MEGABYTES = 10_000_000;

  private final EgressRig rig = new EgressRig(VERTX, settings());

  @ParameterizedTest
  @MethodSource("closes")
  void tellsOnceWhyTheServiceClosed(int code, Class<? extends EgressFailure> type)
      throws Exception {
    try (var service =
        ScriptedService.configured(
            VERTX,
            socket -> {
              ScriptedService.confirm(socket);
              socket.close((short) code, "bye");
            })) {
      // when
      var connection = rig.dial(service.ingress()).connection();
      await().until(() -> !rig.listener.closed.isEmpty());
      var closed = rig.onContext(connection::close);

      // then
      await().until(closed::succeeded);
      assertThat(rig.listener.closed).hasSize(1).first().isInstanceOf(type);
      assertThat(rig.listener.closed.get(0).message()).endsWith("(" + code + "): bye");
      assertThat(rig.listener.contexts).containsExactly(rig.context);
      assertThat(rig.onContext(connection::isWriteQueueFull)).isTrue();
      assertThat(rig.onContext(() -> connection.interrupt("r")).failed()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("breakages")
  void takesABrokenConnectionForAnOutage(Buffer last) throws Exception {
    try (var peer = RawPeer.confirming(VERTX)) {
      // given
      rig.dial(peer.ingress());

      // when
      peer.upgraded.join().write(last).onSuccess(nothing -> peer.upgraded.join().close());

      // then
      await().until(() -> !rig.listener.closed.isEmpty());
      await().untilAsserted(() -> assertThat(peer.open).hasValue(0));
      assertThat(rig.listener.closed).hasSize(1).first().isInstanceOf(Outage.class);
      assertThat(rig.listener.events).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("tooMuch")
  void endsOnlyTheSessionWhoseServiceSendsTooMuch(Buffer tooMuch) throws Exception {
    var other = new RecordingListener();
    try (var healthy = ScriptedService.configured(VERTX, ScriptedService::confirm);
        var peer = RawPeer.confirming(VERTX)) {
      // given
      rig.dial(peer.ingress());
      var bystander = rig.dial(healthy.ingress(), other).connection();

      // when
      peer.upgraded.join().write(tooMuch);

      // then
      await().until(() -> !rig.listener.closed.isEmpty());
      await().untilAsserted(() -> assertThat(peer.open).hasValue(0));
      assertThat(rig.listener.events).hasSize(1);
      assertThat(rig.listener.closed.get(0)).isInstanceOf(Outage.class);
      assertThat(rig.listener.closed.get(0).message()).contains("can't be read");
      rig.onContext(() -> bystander.interrupt("r"));
      await().untilAsserted(() -> assertThat(healthy.received).hasSize(2));
      assertThat(other.events).isEmpty();
    }
  }

  @Test
  void sends1000AndTellsNothingWhenClosedByUs() throws Exception {
    try (var service = ScriptedService.configured(VERTX, ScriptedService::confirm)) {
      // given
      var connection = rig.dial(service.ingress()).connection();

      // when
      var closed = rig.onContext(connection::close);
      var again = rig.onContext(connection::close);

      // then
      await().until(() -> closed.succeeded() && again.succeeded());
      await().untilAsserted(() -> assertThat(service.closeCodes).containsExactly(1000));
      assertThat(rig.listener.events).isEmpty();
    }
  }

  @Test
  void cutsAPeerThatDoesNotAnswerTheClose() throws Exception {
    try (var peer = RawPeer.confirming(VERTX)) {
      // given
      var connection = rig.dial(peer.ingress()).connection();

      // when
      var closed = rig.onContext(connection::close);
      peer.upgraded
          .join()
          .write(RawPeer.frame(BINARY, ScriptedService.animationFrame("late", true)));

      // then
      await().until(closed::succeeded);
      await().untilAsserted(() -> assertThat(peer.open).hasValue(0));
      assertThat(rig.listener.events).isEmpty();
    }
  }

  @Test
  void tellsOnceWhenTheClientWasClosedUnderASession() throws Exception {
    try (var service = ScriptedService.configured(VERTX, ScriptedService::confirm)) {
      // given
      rig.dial(service.ingress());

      // when
      rig.close();

      // then
      await().untilAsserted(() -> assertThat(service.closeCodes).hasSize(1));
      await().untilAsserted(() -> assertThat(rig.listener.closed).hasSize(1));
    }
  }

  @Test
  void endsASessionWhosePeerStopsAnsweringPings() throws Exception {
    // given
    var settings = EgressRig.pinging(Duration.ofMillis(20), Duration.ofMillis(100));
    var pinging = new EgressRig(VERTX, settings);
    try (var peer = RawPeer.confirming(VERTX)) {
      // when
      var session = pinging.dial(peer.ingress());

      // then
      await().until(() -> !pinging.listener.closed.isEmpty());
      await().untilAsserted(() -> assertThat(peer.open).hasValue(0));
      assertThat(pinging.listener.closed).hasSize(1).first().isInstanceOf(Outage.class);
      assertThat(pinging.listener.closed.get(0).message()).contains("pings");
      assertThat(session.connection().unheard()).isPositive();
    }
  }

  @Test
  void keepsASessionWhosePeerAnswersPings() throws Exception {
    // given
    var settings = EgressRig.pinging(Duration.ofMillis(20), Duration.ofSeconds(10));
    var pinging = new EgressRig(VERTX, settings);
    var pings = new AtomicInteger();
    try (var service =
        ScriptedService.configured(
            VERTX,
            socket -> {
              socket.frameHandler(frame -> pings.addAndGet(frame.isPing() ? 1 : 0));
              ScriptedService.confirm(socket);
            })) {
      // when
      pinging.dial(service.ingress());

      // then
      await().until(() -> pings.get() >= 5);
      assertThat(pinging.listener.events).isEmpty();
    }
  }

  private static Stream<Arguments> closes() {
    return Stream.of(
        Arguments.of(1000, EndedNormally.class),
        Arguments.of(1001, EndedNormally.class),
        Arguments.of(1011, Outage.class),
        Arguments.of(1012, Outage.class),
        Arguments.of(4001, Rejected.class),
        Arguments.of(4002, DurationCap.class),
        Arguments.of(4003, OverQuota.class),
        Arguments.of(4010, Rejected.class),
        Arguments.of(4444, Rejected.class),
        Arguments.of(4503, Outage.class));
  }

  private static Stream<Arguments> breakages() {
    var animation = RawPeer.frame(BINARY, ScriptedService.animationFrame("r", true));
    return Stream.of(
        named("nothing", Buffer.buffer()),
        named("half a frame", animation.slice(0, animation.length() - 2)),
        named("a close without a code", Buffer.buffer(new byte[] {(byte) 0x88, 0})),
        named("an unknown opcode", RawPeer.frame(0x83, Buffer.buffer("?"))),
        named("no WebSocket at all", Buffer.buffer("HTTP/1.1 500 Oops\r\n\r\n")));
  }

  private static Stream<Arguments> tooMuch() {
    var half = Buffer.buffer(new byte[600_000]);
    return Stream.of(
        named("in a frame", RawPeer.frame(BINARY, Buffer.buffer(new byte[TEN_MEGABYTES]))),
        named("in pieces", RawPeer.frame(0x02, half).appendBuffer(RawPeer.frame(0x00, half))),
        named("text in pieces", RawPeer.frame(0x01, half).appendBuffer(RawPeer.frame(0x00, half))));
  }

  private static Arguments named(String name, Buffer bytes) {
    return Arguments.of(Named.of(name, bytes));
  }
}
