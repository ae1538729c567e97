package dev.avataroperator.egress;

import static dev.avataroperator.egress.EgressRig.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class EgressBackpressureTest {
  @AutoClose private static final Vertx VERTX = Vertx.vertx();
  private static final Buffer CHUNK = Buffer.buffer(new byte[4096]);

  private final EgressRig rig = new EgressRig(VERTX, settings());
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void saysWhenThePeerReadsAgain() throws Exception {
    try (var peer = RawPeer.confirming(VERTX)) {
      // given
      var connection = rig.dial(peer.ingress()).connection();
      peer.upgraded.join().pause();
      fill(connection);
      later(connection, calls::incrementAndGet);
      assertThat(calls).hasValue(0);

      // when
      peer.upgraded.join().handler(bytes -> {}).resume();

      // then
      await().untilAsserted(() -> assertThat(calls).hasValue(1));
      assertThat(rig.onContext(connection::isWriteQueueFull)).isFalse();
    }
  }

  @Test
  void saysSoSoonWhereThereIsRoom() throws Exception {
    try (var peer = RawPeer.confirming(VERTX)) {
      // given
      var connection = rig.dial(peer.ingress()).connection();

      // when
      later(connection, calls::incrementAndGet);

      // then
      await().untilAsserted(() -> assertThat(calls).hasValue(1));
    }
  }

  @Test
  void forgetsWhoWaitedWhenTheSessionEnds() throws Exception {
    try (var peer = RawPeer.confirming(VERTX)) {
      // given
      var connection = rig.dial(peer.ingress()).connection();
      peer.upgraded.join().pause();
      fill(connection);
      later(connection, calls::incrementAndGet);

      // when
      var closed = rig.onContext(connection::close);
      await().until(closed::succeeded);

      // then
      peer.upgraded.join().handler(bytes -> {}).resume();
      await().untilAsserted(() -> assertThat(peer.open).hasValue(0));
      assertThat(calls).hasValue(0);
      assertThat(rig.listener.events).isEmpty();
    }
  }

  /** A peer that doesn't read leaves the socket's buffers and then the write queue full. */
  private void fill(EgressConnection connection) {
    await()
        .until(
            () ->
                rig.onContext(
                    () -> {
                      for (int i = 0; i < 256 && !connection.isWriteQueueFull(); i++) {
                        connection.sendAudio("r", CHUNK, false);
                      }
                      return connection.isWriteQueueFull();
                    }));
  }

  private void later(EgressConnection connection, Runnable action) throws Exception {
    rig.onContext(
        () -> {
          connection.onceWritable(action);
          return connection;
        });
  }
}
