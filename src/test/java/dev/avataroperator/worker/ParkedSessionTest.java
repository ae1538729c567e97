package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.control.Assignment.Desired;
import dev.avataroperator.control.SessionReport.State;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParkedSessionTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir Path directory;
  @AutoClose private WorkerRig rig;
  private Orders order;

  @BeforeEach
  void park() {
    rig = new WorkerRig(directory);
    order = Orders.ingest(rig.ingressUrl());
    rig.put("u1", order.tokens(rig.sessionToken()).assignment());
    await().atMost(DEADLINE).until(() -> rig.report("u1").state() == State.Streaming);
    rig.put("u1", order.desired(Desired.Parked).assignment());
  }

  @Test
  void closesTheServiceSessionAndKeepsTheAssignment() {
    // then
    var report = rig.report("u1");
    assertThat(report.state()).isEqualTo(State.Parked);
    assertThat(report.epoch()).isEqualTo(1);
    assertThat(report.activity().wake()).isFalse();
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () ->
                assertThat(rig.serviceSessions().getJsonObject(0).getInteger("closeCode"))
                    .isEqualTo(1_000));
  }

  @Test
  void holdsTheFirstAudioAndSpeaksItOnceItRunsAgain() {
    // given
    var client = rig.ingest("u1");
    var state = client.await("ready").path("state").asText();

    // when
    client.speak("a", new byte[9_600]);
    await().atMost(DEADLINE).until(() -> rig.report("u1").activity().wake());
    rig.put("u1", order.tokens(rig.sessionToken()).assignment());
    var finished = client.await("finished", "a");

    // then
    assertThat(state).isEqualTo("Parked");
    assertThat(finished.path("reason").asText()).isEqualTo("Played");
    assertThat(rig.report("u1").activity().wake()).isFalse();
    assertThat(rig.report("u1").usage().reconnects()).isZero();
    assertThat(rig.serviceSessions()).hasSize(2);
  }

  @Test
  void letsTheHeldAudioExpireAfterTenSeconds() {
    // given
    var client = rig.ingest("u1").speak("a", new byte[9_600]);
    await().atMost(DEADLINE).until(() -> rig.report("u1").activity().wake());

    // when
    rig.pass(Duration.ofSeconds(10));

    // then
    assertThat(client.await("finished", "a").path("reason").asText()).isEqualTo("Expired");
    await().atMost(DEADLINE).until(() -> !rig.report("u1").activity().wake());
  }

  @Test
  void tellsForHowLongItHasBeenSilent() {
    // given
    var client = rig.ingest("u1");
    client.await("ready");
    for (var minutes = 0; minutes < 180; minutes += 9) {
      rig.pass(Duration.ofMinutes(9));
      rig.put("u1", order.desired(Desired.Parked).assignment());
    }
    var hours = rig.report("u1").activity().silentForMs();

    // when
    client.start("a");
    client.await("accepted", "a");

    // then
    assertThat(hours).isGreaterThanOrEqualTo(Duration.ofHours(3).toMillis());
    await().atMost(DEADLINE).until(() -> rig.report("u1").activity().silentForMs() == null);
  }
}
