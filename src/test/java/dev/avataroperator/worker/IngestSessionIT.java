package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.testing.AudioFiles;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestSessionIT {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final int PIECE = 4_801; // splits samples

  @TempDir Path directory;
  private WorkerRig rig;
  private byte[] speech;

  @BeforeEach
  void start() {
    rig = new WorkerRig(directory);
    speech = AudioFiles.samples("welcome-24k.wav");
    rig.put("u1", Orders.ingest(rig.ingressUrl(), rig.sessionToken()).assignment());
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == State.Streaming);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void passesASegmentOnByteForByteAndTellsWhatBecameOfIt() {
    // given
    var client = rig.ingest("u1");

    // when
    client.start("a").push(speech, PIECE).end();
    var finished = client.await("finished", "a");

    // then
    assertThat(rig.requests().get(0).getString("sha256")).isEqualTo(AudioFiles.sha256(speech));
    assertThat(finished.path("reason").asText()).isEqualTo("Played");
    assertThat(finished.path("playedMs").asLong())
        .isEqualTo(AudioFiles.FORMAT.millis(speech.length));
    assertThat(finished.path("latencyMs").isNumber()).isTrue();
    assertThat(client.find("accepted", null)).hasSize(1);
    assertThat(client.find("started", null)).hasSize(1);
    assertThat(client.await("ready").path("credit").asLong()).isEqualTo(30_000);
    assertThat(client.await("ack", "a")).isNotNull();
  }

  @Test
  void letsNoByteOfAnInterruptedSegmentOut() {
    // given
    var client = rig.ingest("u1");
    client.start("a").push(Arrays.copyOf(speech, 240_000), 4_800).await("started", "a");

    // when
    client.interrupt();
    var finished = client.await("finished", "a");
    await().atMost(DEADLINE).until(() -> rig.requests().get(0).getBoolean("interrupted"));
    var bytes = rig.requests().get(0).getLong("bytes");
    var discarded = discarded();
    client.push(new byte[96_000]);
    await().atMost(DEADLINE).until(() -> discarded() == discarded + 96_000);
    client.speak("b", Arrays.copyOf(speech, 9_600)).await("finished", "b");

    // then
    assertThat(finished.path("interrupted").asBoolean()).isTrue();
    assertThat(rig.requests()).hasSize(2);
    assertThat(rig.requests().get(0).getLong("bytes")).isEqualTo(bytes);
    assertThat(rig.requests().get(0).getLong("bytesAfterInterrupt")).isZero();
    assertThat(client.await("discarded").path("bytes").asLong()).isGreaterThanOrEqualTo(96_000);
  }

  @Test
  void speaksTheNextTurnAfterAnInterrupt() {
    // given
    var client = rig.ingest("u1");
    client.start("a").push(Arrays.copyOf(speech, 240_000), 4_800).await("started", "a");

    // when
    client.interrupt().start("b").push(Arrays.copyOf(speech, 48_000), 4_800).end();

    // then
    assertThat(client.await("finished", "b").path("reason").asText()).isEqualTo("Played");
    assertThat(client.await("finished", "a").path("reason").asText()).isEqualTo("Interrupted");
    assertThat(rig.requests()).hasSize(2);
  }

  @Test
  void interruptsByThePoolsTokenOverHttp() {
    // given
    var client = rig.ingest("u1");
    client.start("a").push(Arrays.copyOf(speech, 240_000), 4_800).await("started", "a");

    // when
    var answer = rig.call("POST", "/v1/sessions/u1/interrupt", null);

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(client.await("finished", "a").path("interrupted").asBoolean()).isTrue();
  }

  @Test
  void takesBase64AndOpensTheFirstTurnByItself() {
    // given
    var client = rig.ingest("u1");
    var audio = Base64.getEncoder().encodeToString(Arrays.copyOf(speech, 9_600));

    // when
    client.text(new JsonObject().put("type", "audio").put("audio", audio).encode()).end();

    // then
    assertThat(client.await("finished", "implicit-1").path("playedMs").asLong()).isEqualTo(200);
  }

  @Test
  void speaksOnceAPauseIsOver() {
    // given
    var client = rig.ingest("u1");

    // when
    client.text("{\"type\":\"pause\"}");
    client.start("a").push(Arrays.copyOf(speech, 4_800), 4_800).end().await("accepted", "a");
    var paused = rig.requests();
    client.text("{\"type\":\"resume\"}");

    // then
    assertThat(client.await("finished", "a").path("reason").asText()).isEqualTo("Played");
    assertThat(paused).isEmpty();
  }

  @Test
  void givesCreditBackAsAudioIsPlayed() {
    // given
    var client = rig.ingest("u1");

    // when
    client.start("a").push(Arrays.copyOf(speech, 96_000), 4_800).end();
    client.await("finished", "a");

    // then
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () ->
                assertThat(
                        client.find("credit", null).stream()
                            .mapToLong(each -> each.path("ms").asLong())
                            .sum())
                    .isEqualTo(2_000));
  }

  @Test
  void warnsWhenAudioStopsInsideASegment() {
    // given
    var client = rig.ingest("u1");

    // when
    client.start("a").push(Arrays.copyOf(speech, 4_800), 4_800);

    // then
    assertThat(client.await("warning").path("code").asText()).isEqualTo("Stalled");
  }

  @Test
  void endsTheSegmentOfAClientThatWentAway() {
    // given
    var client = rig.ingest("u1");
    client.start("a").push(Arrays.copyOf(speech, 48_000), 4_800).await("started", "a");

    // when
    client.close();

    // then
    await().atMost(DEADLINE).until(() -> rig.requests().get(0).getBoolean("ended"));
    await().atMost(DEADLINE).until(() -> rig.report("u1").activity().silent());
  }

  @Test
  void goesOnWithTheSegmentThatWasHeardAndResendsTheOneThatWasNot() {
    // given
    rig.put("u1", Orders.ingest(rig.ingressUrl(), rig.sessionToken()).assignment());
    var client = rig.ingest("u1");
    client.start("a").push(Arrays.copyOf(speech, 96_000), 4_800).end().await("started", "a");
    client.start("b").push(Arrays.copyOf(speech, 9_600), 4_800).end();

    // when
    rig.fault("{\"kind\":\"close\",\"code\":1011,\"match\":{\"open\":true}}");

    // then
    assertThat(client.await("finished", "a").path("playedMs").asLong()).isEqualTo(2_000);
    assertThat(client.await("finished", "a").path("reason").asText()).isEqualTo("Played");
    assertThat(client.await("finished", "b").path("reason").asText()).isEqualTo("Played");
    var again = rig.serviceSessions().getJsonObject(1).getJsonArray("requests");
    assertThat(again.getJsonObject(0).getLong("bytes")).isBetween(4_800L, 96_000L);
    assertThat(again.getJsonObject(1).getLong("bytes")).isEqualTo(9_600);
    assertThat(client.find("started", "a")).hasSize(1);
    assertThat(rig.report("u1").usedGenerations()).containsExactly(1L, 2L);
  }

  @Test
  void letsNoMoreThanFourHundredMillisecondsBeHeardTwice() {
    // given
    rig.put("u1", Orders.ingest(rig.ingressUrl(), rig.sessionToken()).assignment());
    var client = rig.ingest("u1");
    client.start("a").push(Arrays.copyOf(speech, 192_000), 4_800).end().await("started", "a");
    await().atMost(DEADLINE).until(() -> !client.find("credit", null).isEmpty());

    // when
    rig.fault("{\"kind\":\"drop\",\"match\":{\"open\":true}}");
    var finished = client.await("finished", "a");

    // then
    var heardBefore = request(0).getLong("playedMs");
    var sentAgain = AudioFiles.FORMAT.millis(request(1).getLong("bytes"));
    assertThat(heardBefore).isPositive();
    assertThat(heardBefore + sentAgain).isBetween(4_000L, 4_400L);
    assertThat(finished.path("playedMs").asLong()).isEqualTo(4_000);
    var again = rig.samples(1);
    assertThat(again).isEqualTo(Arrays.copyOfRange(speech, 192_000 - again.length, 192_000));
  }

  private JsonObject request(int connection) {
    return rig.serviceSessions()
        .getJsonObject(connection)
        .getJsonArray("requests")
        .getJsonObject(0);
  }

  private double discarded() {
    return rig.metrics.counter("avatar_worker_discarded_bytes").count();
  }
}
