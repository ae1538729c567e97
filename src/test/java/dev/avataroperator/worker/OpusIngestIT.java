package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.testing.AudioFiles;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpusIngestIT {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final byte[] WELCOME = AudioFiles.file("welcome.ogg");

  /** What opusinfo says of the file. */
  private static final long WELCOME_MS = 8_353;

  @TempDir Path directory;
  private WorkerRig rig;

  @BeforeEach
  void start() {
    rig = new WorkerRig(directory);
    var order = Orders.ingest(rig.ingressUrl(), rig.sessionToken(), rig.sessionToken());
    rig.put("u1", order.opus().assignment());
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == State.Streaming);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void passesAStreamOnWithItsDuration() {
    // given
    var client = rig.ingest("u1");

    // when
    client.start("a").push(WELCOME, 777).end();
    var finished = client.await("finished", "a");

    // then
    assertThat(request(0, 0).getLong("durationMs")).isBetween(WELCOME_MS - 1, WELCOME_MS + 1);
    assertThat(request(0, 0).getString("problem")).isNull();
    assertThat(finished.path("reason").asText()).isEqualTo("Played");
    assertThat(finished.path("playedMs").asLong()).isBetween(WELCOME_MS - 1, WELCOME_MS);
  }

  @Test
  void leavesAGoodStreamBehindAtAnInterruptAndTakesTheNext() {
    // given
    var client = rig.ingest("u1");
    client.start("a").push(Arrays.copyOf(WELCOME, WELCOME.length / 2)).await("started", "a");

    // when
    client.interrupt().start("b").push(WELCOME).end();
    client.await("finished", "b");

    // then
    assertThat(client.await("finished", "a").path("reason").asText()).isEqualTo("Interrupted");
    assertThat(request(0, 0).getBoolean("interrupted")).isTrue();
    assertThat(request(0, 0).getString("problem")).isNull();
    assertThat(request(0, 0).getLong("bytesAfterInterrupt")).isZero();
    assertThat(request(0, 1).getLong("durationMs")).isBetween(WELCOME_MS - 1, WELCOME_MS + 1);
    assertThat(request(0, 1).getString("problem")).isNull();
  }

  /** A close frame with a longer reason than fits is broken, and hides its code. */
  @Test
  void closesWithItsCodeHoweverLongTheReason() {
    // when
    var client = rig.ingest("u1").start("a".repeat(128)).push(new byte[4_800]);

    // then
    assertThat(client.closeCode()).isEqualTo(4400);
    assertThat(client.find("error", null).get(0).path("message").asText()).contains("opusenc");
  }

  @Test
  void goesOnInAWholeStreamAfterALostConnection() {
    // given
    var client = rig.ingest("u1");
    client.start("a").push(WELCOME).end().await("started", "a");
    await().atMost(DEADLINE).until(() -> !client.find("credit", null).isEmpty());

    // when
    rig.fault("{\"kind\":\"drop\",\"match\":{\"open\":true}}");
    var finished = client.await("finished", "a");

    // then
    var heardBefore = request(0, 0).getLong("playedMs");
    assertThat(finished.path("reason").asText()).isEqualTo("Played");
    assertThat(request(1, 0).getString("problem")).isNull();
    assertThat(request(1, 0).getBoolean("ended")).isTrue();
    assertThat(heardBefore).isPositive();
    // 200 ms are meant to be heard twice; on a busy machine the service notices the loss later.
    assertThat(heardBefore + request(1, 0).getLong("durationMs"))
        .isBetween(WELCOME_MS - 1, WELCOME_MS + 1_000);
  }

  private JsonObject request(int connection, int index) {
    return rig.serviceSessions()
        .getJsonObject(connection)
        .getJsonArray("requests")
        .getJsonObject(index);
  }
}
