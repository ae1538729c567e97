package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.control.SessionReport.State;
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
    speech = Recordings.samples("welcome-24k.wav");
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
    var client = IngestClient.dial(rig, "u1");

    // when
    client.start("a").audio(speech, PIECE).end();
    var finished = client.told("finished", "a");

    // then
    assertThat(rig.requests().get(0).getString("sha256")).isEqualTo(Recordings.sha256(speech));
    assertThat(finished.getString("reason")).isEqualTo("Played");
    assertThat(finished.getLong("playedMs")).isEqualTo(Recordings.FORMAT.millis(speech.length));
    assertThat(finished.getLong("latencyMs")).isNotNull();
    assertThat(client.count("accepted")).isEqualTo(1);
    assertThat(client.count("started")).isEqualTo(1);
    assertThat(client.told("ready").getLong("credit")).isEqualTo(30_000);
    assertThat(client.told("ack", "a")).isNotNull();
  }

  @Test
  void letsNoByteOfAnInterruptedSegmentOut() {
    // given
    var client = IngestClient.dial(rig, "u1");
    client.start("a").audio(Arrays.copyOf(speech, 240_000), 4_800).told("started", "a");

    // when
    client.interrupt();
    rig.vertx.setPeriodic(20, timer -> client.audio(new byte[960], 960));
    var finished = client.told("finished", "a");
    await().atMost(DEADLINE).until(() -> rig.requests().get(0).getBoolean("interrupted"));
    var bytes = rig.requests().get(0).getLong("bytes");
    await()
        .pollDelay(Duration.ofSeconds(1))
        .until(() -> rig.metrics.counter("avatar_worker_discarded_bytes").count() > 30_000);

    // then
    assertThat(finished.getBoolean("interrupted")).isTrue();
    assertThat(rig.requests()).hasSize(1);
    assertThat(rig.requests().get(0).getLong("bytes")).isEqualTo(bytes);
    assertThat(rig.requests().get(0).getLong("bytesAfterInterrupt")).isZero();
    client.start("b");
    assertThat(client.told("discarded").getLong("bytes")).isGreaterThan(30_000);
  }

  @Test
  void speaksTheNextTurnAfterAnInterrupt() {
    // given
    var client = IngestClient.dial(rig, "u1");
    client.start("a").audio(Arrays.copyOf(speech, 240_000), 4_800).told("started", "a");

    // when
    client.interrupt().start("b").audio(Arrays.copyOf(speech, 48_000), 4_800).end();

    // then
    assertThat(client.told("finished", "b").getString("reason")).isEqualTo("Played");
    assertThat(client.told("finished", "a").getString("reason")).isEqualTo("Interrupted");
    assertThat(rig.requests()).hasSize(2);
  }

  @Test
  void interruptsByThePoolsTokenOverHttp() {
    // given
    var client = IngestClient.dial(rig, "u1");
    client.start("a").audio(Arrays.copyOf(speech, 240_000), 4_800).told("started", "a");

    // when
    var answer = rig.call("POST", "/v1/sessions/u1/interrupt", null);

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(client.told("finished", "a").getBoolean("interrupted")).isTrue();
  }

  @Test
  void takesBase64AndOpensTheFirstTurnByItself() {
    // given
    var client = IngestClient.dial(rig, "u1");
    var audio = Base64.getEncoder().encodeToString(Arrays.copyOf(speech, 9_600));

    // when
    client.send(new JsonObject().put("type", "audio").put("audio", audio)).end();

    // then
    assertThat(client.told("finished", "implicit-1").getLong("playedMs")).isEqualTo(200);
  }

  @Test
  void refusesReservedMessagesWithoutLosingTheSession() {
    // given
    var client = IngestClient.dial(rig, "u1");

    // when
    client.send(new JsonObject().put("type", "pause"));
    client.start("a").audio(Arrays.copyOf(speech, 4_800), 4_800).end();

    // then
    assertThat(client.told("error").getString("code")).isEqualTo("NotAvailable");
    assertThat(client.told("finished", "a").getString("reason")).isEqualTo("Played");
  }

  @Test
  void givesCreditBackAsAudioIsPlayed() {
    // given
    var client = IngestClient.dial(rig, "u1");

    // when
    client.start("a").audio(Arrays.copyOf(speech, 96_000), 4_800).end();
    client.told("finished", "a");

    // then
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () ->
                assertThat(
                        client.told.stream()
                            .filter(each -> each.getString("type").equals("credit"))
                            .mapToLong(each -> each.getLong("ms"))
                            .sum())
                    .isEqualTo(2_000));
  }

  @Test
  void warnsWhenAudioStopsInsideASegment() {
    // given
    var client = IngestClient.dial(rig, "u1");

    // when
    client.start("a").audio(Arrays.copyOf(speech, 4_800), 4_800);

    // then
    assertThat(client.told("warning").getString("code")).isEqualTo("Stalled");
  }

  @Test
  void endsTheSegmentOfAClientThatWentAway() {
    // given
    var client = IngestClient.dial(rig, "u1");
    client.start("a").audio(Arrays.copyOf(speech, 48_000), 4_800).told("started", "a");

    // when
    client.cut();

    // then
    await().atMost(DEADLINE).until(() -> rig.requests().get(0).getBoolean("ended"));
    await().atMost(DEADLINE).until(() -> rig.report("u1").activity().silent());
  }

  @Test
  void finishesTheSegmentThatWasHeardAndResendsTheOneThatWasNot() {
    // given
    rig.put("u1", Orders.ingest(rig.ingressUrl(), rig.sessionToken()).assignment());
    var client = IngestClient.dial(rig, "u1");
    client.start("a").audio(Arrays.copyOf(speech, 96_000), 4_800).end().told("started", "a");
    client.start("b").audio(Arrays.copyOf(speech, 9_600), 4_800).end();

    // when
    rig.fault("{\"kind\":\"close\",\"code\":1011,\"match\":{\"open\":true}}");

    // then
    assertThat(client.told("finished", "a").getString("reason")).isEqualTo("ConnectionLost");
    assertThat(client.told("finished", "b").getString("reason")).isEqualTo("Played");
    assertThat(rig.report("u1").usedGenerations()).containsExactly(1L, 2L);
  }
}
