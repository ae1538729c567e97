package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.control.Assignment.Desired;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.control.WorkerEvent;
import dev.avataroperator.testing.AudioFiles;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerApiTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String SESSIONS = "avatar_worker_sessions";

  @TempDir Path directory;
  @AutoClose private WorkerRig rig;

  @BeforeEach
  void start() {
    rig = WorkerRig.small(directory);
  }

  @Test
  void answersOnlyToThePoolsToken() throws Exception {
    // given
    var strange = rig.call("GET", "/v1/sessions", null, "other-token");

    // when
    Files.writeString(directory.resolve("token"), "next-token");

    // then
    assertThat(strange.statusCode()).isEqualTo(401);
    await()
        .atMost(DEADLINE)
        .until(() -> rig.call("GET", "/v1/sessions", null, "next-token").statusCode() == 200);
    assertThat(rig.call("GET", "/v1/sessions", null).statusCode()).isEqualTo(401);
  }

  @Test
  void reportsTheDigestOfTheBodyAndNoCredentials() {
    // given
    var body = rig.write(order().assignment());

    // when
    var answer = rig.putRaw("u1", body);

    // then
    assertThat(new JsonObject(answer.body()).getString("digest"))
        .isEqualTo(AudioFiles.sha256(body.getBytes(StandardCharsets.UTF_8)));
    var list = rig.call("GET", "/v1/sessions", null).body();
    assertThat(list).contains("\"u1\"").doesNotContain("st_", "token", "configure");
  }

  @Test
  void keepsTheConnectionWhenTheSameEpochIsSentAgain() {
    // given
    var order = order();
    rig.put("u1", order.assignment());
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == State.Streaming);
    var connection = rig.report("u1").connectionId();

    // when
    rig.put("u1", order.tokens(rig.sessionToken()).assignment());

    // then
    assertThat(rig.report("u1").connectionId()).isEqualTo(connection);
    assertThat(rig.report("u1").usedGenerations()).containsExactly(1L);
  }

  @Test
  void refusesWhatIsOlderAndNamesTheHigherValue() {
    // given
    rig.put("u1", order().epoch(3).term(7).assignment());

    // then
    var epoch = rig.putRaw("u1", rig.write(order().epoch(2).term(7).assignment()));
    assertThat(epoch.statusCode()).isEqualTo(409);
    assertThat(new JsonObject(epoch.body()).getLong("epoch")).isEqualTo(3);
    var term = rig.putRaw("u1", rig.write(order().epoch(4).term(6).assignment()));
    assertThat(term.statusCode()).isEqualTo(409);
    assertThat(new JsonObject(term.body()).getLong("term")).isEqualTo(7);
    assertThat(rig.call("DELETE", "/v1/sessions/u1?epoch=2&term=7", null).statusCode())
        .isEqualTo(409);
    assertThat(rig.call("GET", "/v1/events?term=6", null).statusCode()).isEqualTo(409);
    assertThat(rig.report("u1").epoch()).isEqualTo(3);
  }

  @Test
  void remembersTheEpochOfASessionThatHasGone() {
    // given
    rig.put("u1", order().epoch(3).assignment());

    // when
    rig.call("DELETE", "/v1/sessions/u1?epoch=3&term=0", null);

    // then
    assertThat(rig.putRaw("u1", rig.write(order().epoch(2).assignment())).statusCode())
        .isEqualTo(409);
  }

  @Test
  void dialsAnewForAHigherEpoch() {
    // given
    rig.put("u1", order().assignment());
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == State.Streaming);

    // when
    rig.put("u1", order().epoch(2).assignment());
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == State.Streaming);

    // then
    assertThat(rig.serviceSessions()).hasSize(2);
    assertThat(rig.serviceSessions().getJsonObject(0).getInteger("closeCode")).isEqualTo(1000);
    assertThat(rig.serviceSessions().getJsonObject(0).getInteger("duplicates")).isZero();
  }

  @Test
  void closesTheServiceSessionWhenParkedAndWhenDeleted() {
    // given
    var order = order().tokens(rig.sessionToken(), rig.sessionToken());
    rig.put("u1", order.assignment());
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == State.Streaming);

    // when
    rig.put("u1", order.desired(Desired.Parked).assignment());

    // then
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == State.Parked);
    await()
        .atMost(DEADLINE)
        .until(() -> rig.serviceSessions().getJsonObject(0).getInteger("closeCode") != null);
    rig.call("DELETE", "/v1/sessions/u1?epoch=1&term=0", null);
    assertThat(rig.report("u1")).isNull();
  }

  @Test
  void hasNoRoomBeyondItsCapacityOrWhenDraining() {
    // given
    rig.put("u1", order().assignment());
    rig.put("u2", order().assignment());

    // then
    assertThat(rig.putRaw("u3", rig.write(order().assignment())).statusCode()).isEqualTo(503);
    rig.call("DELETE", "/v1/sessions/u2?epoch=1&term=0", null);
    rig.call("POST", "/v1/drain", null);
    assertThat(rig.putRaw("u3", rig.write(order().assignment())).statusCode()).isEqualTo(503);
    assertThat(rig.putRaw("u1", rig.write(order().assignment())).statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhatToWriteInstead() {
    assertThat(rig.putRaw("u1", "{").body()).contains("isn't JSON");
    assertThat(rig.putRaw("u1", "{\"epoch\":\"x-secret\"}").body())
        .contains("epoch")
        .doesNotContain("x-secret");
    assertThat(rig.putRaw("u1", rig.write(order().audio("OGG_OPUS", 44_100).assignment())).body())
        .contains("8000, 12000, 16000, 24000 or 48000");
    assertThat(rig.putRaw("u1", rig.write(order().audio("PCM_S16LE", 96_000).assignment())).body())
        .contains("8000 to 48000");
    assertThat(rig.call("PUT", "/v1/peers", "{}").statusCode()).isEqualTo(501);
  }

  @Test
  void tellsASnapshotFirstThenEveryChangeInOrder() {
    // given
    rig.put("u1", order().assignment());
    var events = new CopyOnWriteArrayList<WorkerEvent>();
    follow(text -> events.add(rig.read(text, WorkerEvent.class)));
    await().atMost(DEADLINE).until(() -> !events.isEmpty());

    // when
    rig.put("u2", order().assignment());
    rig.call("DELETE", "/v1/sessions/u2?epoch=1&term=0", null);
    await().atMost(DEADLINE).until(() -> events.stream().anyMatch(e -> "u2".equals(e.removed())));

    // then
    assertThat(events.get(0).type()).isEqualTo(WorkerEvent.Type.Snapshot);
    assertThat(events.get(0).sessions()).extracting("uid").containsExactly("u1");
    assertThat(events.get(0).load().capacity()).isEqualTo(2);
    for (var index = 0; index < events.size(); index++) {
      assertThat(events.get(index).sequence()).isEqualTo(index);
    }
  }

  @Test
  void endsItsSessionsTenMinutesAfterTheLastContactWithALeader() {
    // given
    var socket = WorkerRig.await(rig.vertx.createWebSocketClient().connect(rig.events()));
    rig.put("u1", order().assignment());
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == State.Streaming);

    // when
    rig.pass(Duration.ofMinutes(9));
    var pongs = new AtomicInteger();
    socket.pongHandler(pong -> pongs.incrementAndGet());
    socket.writePing(Buffer.buffer("leader"));
    await().atMost(DEADLINE).until(() -> pongs.get() > 0);
    rig.pass(Duration.ofMinutes(9));
    rig.tick();
    var kept = rig.metrics.get(SESSIONS).gauge().value();
    rig.pass(Duration.ofMinutes(1));
    rig.tick();

    // then
    assertThat(kept).isOne();
    assertThat(rig.metrics.get(SESSIONS).gauge().value()).isZero();
    await()
        .atMost(DEADLINE)
        .until(
            () ->
                Integer.valueOf(1000)
                    .equals(rig.serviceSessions().getJsonObject(0).getInteger("closeCode")));
  }

  @Test
  void isNotKeptAliveByALeaderOfAFormerTerm() {
    // given
    rig.put("u1", order().term(5).assignment());
    rig.pass(Duration.ofMinutes(9));

    // when
    var put = rig.putRaw("u1", rig.write(order().term(4).assignment()));
    var delete = rig.call("DELETE", "/v1/sessions/u1?epoch=1&term=4", null);
    var follow = rig.call("GET", "/v1/events?term=4", null);
    var list = rig.call("GET", "/v1/sessions", null);
    rig.pass(Duration.ofMinutes(1));

    // then
    assertThat(list.body()).contains("\"u1\"");
    assertThat(put.statusCode()).isEqualTo(409);
    assertThat(delete.statusCode()).isEqualTo(409);
    assertThat(follow.statusCode()).isEqualTo(409);
    await().atMost(DEADLINE).until(() -> rig.metrics.get(SESSIONS).gauge().value() == 0);
  }

  /** On one event loop, as the operator does, so that the first message isn't missed. */
  private void follow(Handler<String> reader) {
    var client = rig.vertx.createWebSocketClient();
    rig.vertx
        .getOrCreateContext()
        .runOnContext(
            nothing ->
                client
                    .connect(rig.events())
                    .onSuccess(socket -> socket.textMessageHandler(reader)));
  }

  private Orders order() {
    return Orders.ingest(rig.ingressUrl(), rig.sessionToken());
  }
}
