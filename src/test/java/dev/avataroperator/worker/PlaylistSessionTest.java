package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.control.SessionReport.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaylistSessionTest {
  private static final Duration SPOKEN = Duration.ofSeconds(20);

  @TempDir Path directory;
  private WorkerRig rig;
  private String files;

  @BeforeEach
  void start() {
    rig = new WorkerRig(directory);
    files = "http://127.0.0.1:" + Recordings.serve(rig.vertx) + "/";
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void speaksARecordingByteForByteAndSaysThatItHasEnded() {
    // given
    var order =
        Orders.playlist(rig.ingressUrl(), List.of(files + "welcome-24k.wav"), rig.sessionToken());

    // when
    rig.put("u1", order.assignment());
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceEnded());

    // then
    var request = rig.requests().get(0);
    assertThat(request.getString("sha256"))
        .isEqualTo(Recordings.sha256(Recordings.samples("welcome-24k.wav")));
    assertThat(request.getBoolean("ended")).isTrue();
    var report = rig.report("u1");
    assertThat(report.state()).isEqualTo(State.Streaming);
    assertThat(report.activity().itemsFinished()).isEqualTo(1);
    assertThat(report.latency().firstAnimationP95Ms()).isNotNull();
    assertThat(report.usedGenerations()).containsExactly(1L);
  }

  @Test
  void skipsWhatIsMissingAndSaysSo() {
    // given
    var order =
        Orders.playlist(
            rig.ingressUrl(),
            List.of(files + "nothing.wav", files + "welcome-24k.wav"),
            rig.sessionToken());

    // when
    rig.put("u1", order.assignment());
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceEnded());

    // then
    assertThat(rig.report("u1").activity().sourceProblem()).contains("item 1", "404", "skipped");
    assertThat(rig.requests()).hasSize(1);
  }
}
