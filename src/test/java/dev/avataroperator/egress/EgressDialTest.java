package dev.avataroperator.egress;

import static dev.avataroperator.egress.EgressRig.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.egress.EgressFailure.Outage;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EgressDialTest {
  @AutoClose private static final Vertx VERTX = Vertx.vertx();
  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void givesUpOnAServiceThatNeverUpgrades() throws Exception {
    // given
    var rig = new EgressRig(VERTX, EgressRig.handshakeWithin(SHORT));
    try (var peer = RawPeer.onConnect(VERTX, socket -> {})) {
      // when
      var refusal = rig.refusal(peer.ingress());

      // then
      assertThat(refusal.failure()).isInstanceOf(Outage.class);
      assertThat(refusal).hasMessageContaining("no upgrade");
      await().untilAsserted(() -> assertThat(peer.open).hasValue(0));
    }
  }

  @Test
  void givesUpOnAServiceThatNeverConfirms() throws Exception {
    // given
    var rig = new EgressRig(VERTX, EgressRig.handshakeWithin(SHORT));
    try (var service = ScriptedService.configured(VERTX, socket -> {})) {
      // when
      var refusal = rig.refusal(service.ingress());

      // then
      assertThat(refusal.failure()).isInstanceOf(Outage.class);
      assertThat(refusal).hasMessageContaining("no confirm");
      await().untilAsserted(() -> assertThat(service.closeCodes).containsExactly(1000));
    }
  }

  @Test
  void closesWhatACancelledDialHadOpened() throws Exception {
    // given
    var rig = new EgressRig(VERTX, settings());
    try (var service = ScriptedService.configured(VERTX, socket -> {})) {
      var dial = rig.start(service.ingress());
      await().untilAsserted(() -> assertThat(service.received).hasSize(1));

      // when
      cancel(rig, dial);

      // then
      assertThat(dial.confirmed().cause()).isInstanceOf(CancellationException.class);
      await().untilAsserted(() -> assertThat(service.closeCodes).containsExactly(1000));
      assertThat(rig.listener.events).isEmpty();
    }
  }

  @Test
  void closesASocketThatIsUpgradedAfterTheCancel() throws Exception {
    // given
    var rig = new EgressRig(VERTX, settings());
    try (var service = ScriptedService.configured(VERTX, ScriptedService::confirm)) {
      // when
      rig.onContext(
          () -> {
            var dial = rig.dialNow(service.ingress());
            dial.cancel();
            return dial;
          });

      // then
      await().untilAsserted(() -> assertThat(service.closeCodes).containsExactly(1000));
      assertThat(service.received).isEmpty();
      assertThat(rig.listener.events).isEmpty();
    }
  }

  @Test
  void leavesAConfirmedSessionAloneWhenItsDialIsCancelled() throws Exception {
    // given
    var rig = new EgressRig(VERTX, settings());
    try (var service = ScriptedService.configured(VERTX, ScriptedService::confirm)) {
      var dial = rig.start(service.ingress());
      await().until(() -> dial.confirmed().succeeded());

      // when
      cancel(rig, dial);

      // then
      var connection = dial.confirmed().result().connection();
      rig.onContext(() -> connection.interrupt("r"));
      await().untilAsserted(() -> assertThat(service.received).hasSize(2));
      assertThat(service.closeCodes).isEmpty();
    }
  }

  private static void cancel(EgressRig rig, EgressDial dial) throws Exception {
    rig.onContext(
        () -> {
          dial.cancel();
          return dial;
        });
  }
}
