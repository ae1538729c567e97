package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPortTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @TempDir Path directory;
  @AutoClose private WorkerRig rig;

  @BeforeEach
  void start() {
    rig = WorkerRig.small(directory);
  }

  @Test
  void closesConnectionsThatBringNoWholeRequestButNoWebSockets() {
    // given
    var events = WorkerRig.await(rig.vertx.createWebSocketClient().connect(rig.events()));
    var closed = new AtomicInteger();
    for (var begun : List.of("", "GET /v1/sess", "GET /v1/sessions HTTP/1.1\r\nHost: a\r\n\r\n")) {
      var socket = WorkerRig.await(rig.vertx.createNetClient().connect(rig.port(), "127.0.0.1"));
      socket.closeHandler(nothing -> closed.incrementAndGet());
      WorkerRig.await(socket.write(begun));
    }
    rig.pass(Duration.ofSeconds(25));
    var answer = rig.call("GET", "/v1/sessions", null);
    var early = closed.get();

    // when
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              rig.pass(Duration.ofSeconds(10));
              return closed.get() == 3;
            });

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(early).isZero();
    assertThat(events.isClosed()).isFalse();
  }

  @Test
  void answersAPathThatCannotBeDecoded() {
    // when
    var answer =
        WorkerRig.await(
            rig.vertx
                .createHttpClient()
                .request(HttpMethod.GET, rig.port(), "127.0.0.1", "/v1/%%%zz")
                .compose(HttpClientRequest::send)
                .compose(
                    response -> response.body().map(body -> response.statusCode() + " " + body)));

    // then
    assertThat(answer).startsWith("400 {").contains("the path can't be read");
  }

  @Test
  void saysThatAListIsNoAssignment() {
    // when
    var answer = rig.putRaw("u1", "[]");

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("send one as a JSON object");
  }
}
