package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.testing.IngestClient;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTokenTest {
  private static final String UNKNOWN =
      "{\"type\":\"interrupt\",\"segment\":\"" + "x".repeat(128) + "\"}";

  @TempDir Path directory;
  @AutoClose private WorkerRig rig;
  private Orders order;

  @BeforeEach
  void start() {
    rig = new WorkerRig(directory);
    order = Orders.ingest(rig.ingressUrl());
    rig.put("u1", order.assignment());
  }

  @Test
  void refusesAnExpiredTokenAndLeavesConnectionsAlone() {
    // given
    var earlier = rig.ingest("u1");
    earlier.await("ready");

    // when
    var past = Instant.now().minusSeconds(1);
    rig.put("u1", order.ingestToken(Orders.INGEST_TOKEN, past).assignment());

    // then
    assertThat(rig.ingest("u1").closeCode()).isEqualTo(4401);
    assertThat(earlier.start("a").await("accepted", "a")).isNotNull();
  }

  @Test
  void refusesTheTokenOfAnotherSession() {
    // given
    var later = Instant.now().plusSeconds(3_600);
    rig.put("u2", order.ingestToken("another", later).assignment());

    // when
    var own = IngestClient.dial(rig.ingestUrl("u2"), "another");
    var other = IngestClient.dial(rig.ingestUrl("u1"), "another");

    // then
    assertThat(own.await("ready")).isNotNull();
    assertThat(other.closeCode()).isEqualTo(4401);
  }

  @Test
  void cutsOffAClientThatNeverReads() {
    // given
    var closed = new CompletableFuture<Short>();
    var client =
        rig.vertx.createWebSocketClient(new WebSocketClientOptions().setReceiveBufferSize(4_096));
    var options =
        new WebSocketConnectOptions()
            .setAbsoluteURI(rig.ingestUrl("u1"))
            .addSubProtocol(IngestClient.SUBPROTOCOL)
            .putHeader("Authorization", "Bearer " + Orders.INGEST_TOKEN);
    var socket = WorkerRig.await(client.connect(options));
    socket.closeHandler(nothing -> closed.complete(socket.closeStatusCode()));

    // when
    await().atMost(Duration.ofSeconds(20)).until(() -> isClosedAfterAFlood(socket, closed));

    // then
    assertThat(closed.join()).isEqualTo((short) 4408);
    assertThat(rig.ingest("u1").start("a").await("accepted", "a")).isNotNull();
  }

  /** The worker may read it all after the client reads again: then another flood is needed. */
  private boolean isClosedAfterAFlood(WebSocket socket, CompletableFuture<Short> closed)
      throws Exception {
    socket.pause();
    for (var sent = 0; sent < 120_000; sent++) {
      socket.writeTextMessage(UNKNOWN);
    }
    WorkerRig.await(socket.writeTextMessage(UNKNOWN));
    rig.put("u1", order.assignment());
    socket.resume();
    try {
      closed.get(1, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }
}
