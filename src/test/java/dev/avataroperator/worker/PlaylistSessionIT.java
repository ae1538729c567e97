package dev.avataroperator.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.testing.AudioFiles;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaylistSessionIT {
  private static final Duration SPOKEN = Duration.ofSeconds(20);

  @TempDir Path directory;
  private WorkerRig rig;
  private final AudioFiles files = new AudioFiles();

  @BeforeEach
  void start() {
    rig = new WorkerRig(directory);
  }

  @AfterEach
  void stop() {
    rig.close();
    files.close();
  }

  @Test
  void speaksARecordingByteForByteAndSaysThatItHasEnded() {
    // given
    var order =
        Orders.playlist(
            rig.ingressUrl(), List.of(files.url("welcome-24k.wav")), rig.sessionToken());

    // when
    rig.put("u1", order.assignment());
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceEnded());

    // then
    var request = rig.requests().get(0);
    assertThat(request.getString("sha256"))
        .isEqualTo(AudioFiles.sha256(AudioFiles.samples("welcome-24k.wav")));
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
            List.of(files.url("nothing.wav"), files.url("welcome-24k.wav")),
            rig.sessionToken());

    // when
    rig.put("u1", order.assignment());
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceEnded());

    // then
    assertThat(rig.report("u1").activity().sourceProblem()).contains("item 1", "404", "skipped");
    assertThat(rig.requests()).hasSize(1);
  }

  @Test
  void speaksWhatATruncatedFileHoldsAndSaysSo() {
    // when
    rig.put("u1", playlist("truncated.wav"));
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceEnded());

    // then
    assertThat(rig.report("u1").activity().sourceProblem()).contains("item 1", "truncated");
    assertThat(rig.requests().get(0).getString("sha256"))
        .isEqualTo(AudioFiles.sha256(AudioFiles.samples("truncated.wav")));
  }

  @Test
  void tellsHowToConvertAndDoesNotCallAnUnspokenListFinished() {
    // when
    rig.put("u1", playlist(AudioFiles.NO_AUDIO));
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceProblem() != null);

    // then
    var activity = rig.report("u1").activity();
    assertThat(activity.sourceProblem())
        .contains("nothing in the playlist", "every minute", "isn't a WAV file", "ffmpeg");
    assertThat(activity.sourceEnded()).isFalse();
  }

  @Test
  void mixesDownAndResamplesToTheSessionsRate() {
    // when
    rig.put("u1", playlist("welcome-44k-stereo.wav"));
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceEnded());

    // then
    assertThat(rig.report("u1").activity().sourceProblem()).isNull();
    assertThat(rig.requests().get(0).getLong("durationMs")).isBetween(8_343L, 8_363L);
  }

  @Test
  void goesOnWhereADownloadBrokeOff() {
    // when
    rig.put("u1", playlist(AudioFiles.RESUMABLE));
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceEnded());

    // then
    assertThat(rig.requests()).hasSize(1);
    assertThat(rig.requests().get(0).getString("sha256"))
        .isEqualTo(AudioFiles.sha256(AudioFiles.samples("welcome-24k.wav")));
    assertThat(files.ranges()).isNotEmpty().allMatch(range -> range.matches("bytes=[1-9]\\d*-"));
  }

  @Test
  void saysThatAFileIsTooLargeBeforeItReadsIt() {
    // when
    rig.put("u1", playlist(AudioFiles.TEN_GIGABYTES));
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceProblem() != null);

    // then
    assertThat(rig.report("u1").activity().sourceProblem()).contains("larger than 50 MB", "split");
    assertThat(rig.requests()).isEmpty();
  }

  @Test
  void followsRedirectsOnlySoFar() {
    // when
    rig.put("u1", playlist(AudioFiles.REDIRECT_LOOP));
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceProblem() != null);

    // then
    assertThat(rig.report("u1").activity().sourceProblem()).contains("redirects more than 5");
  }

  @Test
  void skipsWhatRedirectsToNoUrl() {
    // when
    rig.put("u1", playlist(AudioFiles.TO_NOWHERE));
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceProblem() != null);

    // then
    assertThat(rig.report("u1").activity().sourceProblem()).contains("what isn't a URL");
  }

  @Test
  void refusesARedirectToTheMetadataAddress() {
    // when
    rig.put("u1", playlist(AudioFiles.TO_METADATA));
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceProblem() != null);

    // then
    assertThat(rig.report("u1").activity().sourceProblem()).contains("private or local address");
  }

  @Test
  void goesOnWhereItWasWhenTheServiceConnectionIsLost() {
    // given
    var order = Orders.playlist(rig.ingressUrl(), List.of(files.url("welcome-24k.wav")));
    rig.put("u1", order.tokens(rig.sessionToken(), rig.sessionToken()).assignment());
    await()
        .atMost(SPOKEN)
        .until(() -> !rig.requests().isEmpty() && rig.requests().get(0).getLong("bytes") > 96_000);

    // when
    rig.fault("{\"kind\":\"drop\",\"match\":{\"open\":true}}");
    await().atMost(SPOKEN).until(() -> rig.report("u1").activity().sourceEnded());

    // then
    var bytes =
        rig.serviceSessions().stream()
            .flatMap(session -> ((JsonObject) session).getJsonArray("requests").stream())
            .mapToLong(request -> ((JsonObject) request).getLong("bytes"))
            .sum();
    var whole = AudioFiles.samples("welcome-24k.wav").length;
    assertThat(bytes).isBetween((long) whole, whole + 48_000L);
    assertThat(rig.report("u1").usage().reconnects()).isEqualTo(1);
  }

  @Test
  void givesUpAFileThatAlwaysBreaksOffAtTheSamePlace() {
    // given
    var urls = List.of(files.url(AudioFiles.BROKEN_OFF), files.url(AudioFiles.WELCOME));
    rig.put("u1", Orders.playlist(rig.ingressUrl(), urls, rig.sessionToken()).assignment());
    var problems = new HashSet<String>();

    // when
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              var activity = rig.report("u1").activity();
              problems.add(activity.sourceProblem());
              return activity.sourceEnded();
            });

    // then
    assertThat(problems).anyMatch(said -> said != null && said.contains("trying again"));
    assertThat(rig.report("u1").activity().sourceProblem())
        .contains("item 1", "broke off at the same place 5 times", "what was there is spoken");
    assertThat(rig.requests()).hasSize(2);
  }

  private Assignment playlist(String file) {
    return Orders.playlist(rig.ingressUrl(), List.of(files.url(file)), rig.sessionToken())
        .assignment();
  }
}
