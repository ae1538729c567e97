package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.testing.IngestClient;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestRefusalTest {
  @TempDir Path directory;
  @AutoClose private WorkerRig rig;

  @BeforeEach
  void start() {
    rig = new WorkerRig(directory, 20, 1 << 20);
    rig.put("u1", Orders.ingest(rig.ingressUrl(), rig.sessionToken()).assignment());
  }

  @Test
  void refusesAnUpgradeWithoutTheSubprotocol() {
    // when
    var dialled =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + Orders.INGEST_TOKEN)
            .buildAsync(URI.create(rig.ingestUrl("u1")), new WebSocket.Listener() {})
            .orTimeout(10, TimeUnit.SECONDS);

    // then
    assertThatThrownBy(dialled::join)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(400));
  }

  @Test
  void closesWith4401ForAnotherToken() {
    assertThat(IngestClient.dial(rig.ingestUrl("u1"), "pool-token").closeCode()).isEqualTo(4401);
  }

  @Test
  void closesWith4404WhereNothingTakesAudio() {
    // given
    var order =
        Orders.playlist(rig.ingressUrl(), List.of("http://127.0.0.1:9/a.wav"), rig.sessionToken());
    rig.put("u2", order.assignment());

    // then
    assertThat(rig.ingest("nobody").closeCode()).isEqualTo(4404);
    assertThat(rig.ingest("u2").closeCode()).isEqualTo(4404);
  }

  @Test
  void closesWith4400ForWhatIsntInTheProtocol() {
    assertThat(rig.ingest("u1").text("hello").closeCode()).isEqualTo(4400);
    assertThat(rig.ingest("u1").text("{\"type\":\"sing\"}").closeCode()).isEqualTo(4400);
    assertThat(rig.ingest("u1").start("a").start("a").closeCode()).isEqualTo(4400);
  }

  @Test
  void closesWith1009WhatIsTooLargeAndSaysHowLargeItMayBe() {
    // given
    var half = new byte[300 << 10];

    // when
    var whole = rig.ingest("u1").push(new byte[600 << 10], 600 << 10);
    var tooLarge = whole.closeCode();
    var pieces = rig.ingest("u1").fragment(half, false).fragment(half, true);

    // then
    assertThat(tooLarge).isEqualTo(1009);
    assertThat(whole.await("error").path("message").asText()).contains("256 KiB");
    assertThat(pieces.closeCode()).isEqualTo(1009);
  }

  /** Repeated, since the code was lost when another thread was about to write. */
  @RepeatedTest(10)
  void closesWith1002AContinuationOfNothing() {
    // given
    var code = new CompletableFuture<Short>();
    var vertx = Vertx.vertx();
    var options =
        new WebSocketConnectOptions()
            .setAbsoluteURI(rig.ingestUrl("u1"))
            .addSubProtocol(IngestClient.SUBPROTOCOL)
            .putHeader("Authorization", "Bearer " + Orders.INGEST_TOKEN);

    // when
    vertx
        .createWebSocketClient()
        .connect(options)
        .onSuccess(
            socket -> {
              socket.closeHandler(nothing -> code.complete(socket.closeStatusCode()));
              socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("x"), true));
            });

    // then
    assertThat(code.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo((short) 1002);
    WorkerRig.await(vertx.close());
  }

  @Test
  void givesTheSessionToTheNewerClient() {
    // given
    var older = rig.ingest("u1");
    older.await("ready");

    // when
    var newer = rig.ingest("u1");

    // then
    assertThat(older.closeCode()).isEqualTo(4409);
    newer.start("a");
    assertThat(newer.await("accepted", "a")).isNotNull();
  }

  @Test
  void closesWith4413WhenTheCreditIsIgnored() {
    // given
    var client = rig.ingest("u1");

    // when
    client.start("a").push(new byte[2 << 20], 200_000);

    // then
    assertThat(client.closeCode()).isEqualTo(4413);
    assertThat(client.await("error").path("code").asText()).isEqualTo("Overrun");
  }

  @ParameterizedTest
  @CsvSource({"'',4410", "&reason=finished,4410", "&reason=suspended,4404", "&reason=moved,1012"})
  void tellsTheClientWhyTheSessionIsDeleted(String reason, int code) {
    // given
    var client = rig.ingest("u1");
    client.start("a").await("accepted", "a");

    // when
    var answer = rig.call("DELETE", "/v1/sessions/u1?epoch=1&term=0" + reason, null);

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(client.await("finished", "a").path("reason").asText()).isEqualTo("ConnectionLost");
    assertThat(client.closeCode()).isEqualTo(code);
  }

  @Test
  void keepsTheSessionWhenTheReasonIsUnknown() {
    // when
    var answer = rig.call("DELETE", "/v1/sessions/u1?epoch=1&term=0&reason=gone", null);

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("finished, suspended or moved");
    assertThat(rig.report("u1")).isNotNull();
  }
}
