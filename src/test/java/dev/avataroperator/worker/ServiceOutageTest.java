package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.testing.IngestClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceOutageTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int SECOND = 48_000;

  @TempDir Path directory;
  @AutoClose private WorkerRig rig;
  private Orders order;
  private IngestClient client;

  @BeforeEach
  void start() {
    rig = new WorkerRig(directory);
    order = Orders.ingest(rig.ingressUrl());
    rig.put("u1", order.tokens(rig.sessionToken()).assignment());
    awaitState(State.Streaming);
    client = rig.ingest("u1");
  }

  @Test
  void keepsWhatWaitsBehindALongSegmentThroughAShortOutage() {
    // given
    client.speak("a", new byte[24 * SECOND]).await("started", "a");
    client.speak("b", new byte[4_800]).await("accepted", "b");
    rig.pass(Duration.ofSeconds(12));

    // when
    lose();
    reconnect();
    client.text("{\"type\":\"interrupt\",\"segment\":\"a\"}");

    // then
    assertThat(reason("a")).isEqualTo("Interrupted");
    assertThat(reason("b")).isEqualTo("Played");
  }

  @Test
  void expiresAndCountsWhatALongOutageMadeLateAndSpeaksWhatCameMeanwhile() {
    // given
    client.speak("a", new byte[2 * SECOND]).await("started", "a");
    client.speak("b", new byte[4_800]).await("accepted", "b");

    // when
    lose();
    rig.pass(Duration.ofSeconds(13));
    client.speak("c", new byte[4_800]).await("accepted", "c");
    reconnect();

    // then
    assertThat(reason("a")).isEqualTo("ConnectionLost");
    assertThat(reason("b")).isEqualTo("Expired");
    assertThat(reason("c")).isEqualTo("Played");
    rig.pass(Duration.ofSeconds(5));
    await()
        .atMost(DEADLINE)
        .until(() -> Long.valueOf(10_000).equals(rig.report("u1").latency().firstAnimationP95Ms()));
  }

  /** Without a token there is no other connection until one is given. */
  private void lose() {
    rig.fault("{\"kind\":\"close\",\"code\":1011,\"match\":{\"open\":true}}");
    awaitState(State.Reconnecting);
  }

  private void reconnect() {
    rig.put("u1", order.tokens(rig.sessionToken()).assignment());
    rig.pass(Duration.ofSeconds(1));
    awaitState(State.Streaming);
  }

  private void awaitState(State state) {
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == state);
  }

  private String reason(String segment) {
    return client.await("finished", segment).path("reason").asText();
  }
}
