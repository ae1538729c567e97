package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How sessions start again, and what people ask for by annotation. */
class LifeCycleIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void speaksACompletedPlaylistOnceMoreWhenARestartIsAskedFor() {
    // given
    tenant.apply(
        Samples.playlistOnLiveKit("lobby", tenant.room("lobby"), audio(AudioFiles.WELCOME)));
    assertThat(tenant.await("lobby", "Completed").getStatus().attempts()).isEqualTo(1);

    // when
    annotate("restart-requested-at", "now");

    // then
    tenant.eventually(() -> assertThat(connections()).hasSize(2));
    var again = tenant.await("lobby", "Completed").getStatus();
    assertThat(again.handled().restartRequestedAt()).isEqualTo("now");
    assertThat(connections())
        .extracting(connection -> connection.requests().get(0).sha256())
        .containsOnly(AudioFiles.sha256(AudioFiles.samples(AudioFiles.WELCOME)));
  }

  @Test
  void restartsARunningSessionOncePerValue() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    var before = tenant.await("lobby", "Ready").getStatus();

    // when
    annotate("restart-requested-at", "first");

    // then
    tenant.eventually(
        () -> {
          var after = assertThat(tenant.session("lobby")).hasState("Ready");
          after.isTrue("Ready", "Connected");
          assertThat(status().handled().restartRequestedAt()).isEqualTo("first");
          assertThat(status().epoch()).isEqualTo(2);
        });
    assertThat(status().attempts()).isEqualTo(2);
    assertThat(status().ingest()).isEqualTo(before.ingest());
    assertThat(connections()).extracting(Connection::closeCode).containsExactly(1000, null);
  }

  @Test
  void standsStillWhilePausedAndEndsWhenDeleted() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");

    // when
    annotate("paused", "true");

    // then
    tenant.eventually(() -> assertThat(tenant.session("lobby")).isTrue("Ready", "Paused"));

    // when
    tenant.patch("lobby", "{\"spec\":{\"suspend\":true}}");
    tenant.handle(Secret.class, "lobby-ingest").delete();

    // then
    tenant.eventually(() -> assertThat(tenant.secret("lobby-ingest")).isNotNull());
    assertThat(connections()).extracting(Connection::closedAt).containsOnlyNulls();
    assertThat(status().observedGeneration()).isEqualTo(1);

    // when
    annotate("paused", "false");

    // then
    tenant.await("lobby", "Suspended");
    assertThat(connections()).extracting(Connection::closeCode).containsExactly(1000);
  }

  @Test
  void isNotParkedWhilePausedAndIsAfterwards() {
    // given
    tenant.apply(
        Samples.ingestOnLiveKit("lobby", tenant.room("lobby")) + "  idle: {afterSilence: 5s}\n");
    tenant.await("lobby", "Ready");
    annotate("paused", "true");
    tenant.eventually(() -> assertThat(tenant.session("lobby")).isTrue("Ready", "Paused"));

    // when
    tenant.eventually(
        () ->
            assertThat(connections().get(0).confirmedAt()).isBefore(Instant.now().minusSeconds(8)));

    // then
    assertThat(connections()).extracting(Connection::closedAt).containsOnlyNulls();

    // when
    annotate("paused", "false");

    // then
    tenant.await("lobby", "Parked");
  }

  @Test
  void saysThatItsWorkerIsLostAlsoWhilePaused() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");
    annotate("paused", "true");
    tenant.eventually(() -> assertThat(tenant.session("lobby")).isTrue("Ready", "Paused"));

    // when
    tenant.installation().worker().kill();

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isFalse("Ready", "Paused")
                .isFalse("WorkerAssigned", "WorkerLost"));
  }

  @Test
  void takesTheIngestSecretAwayWhenTheSourceIsAnother() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");

    // when
    tenant.patch(
        "lobby",
        "{\"spec\":{\"driver\":{\"worker\":{\"audio\":{\"source\":"
            + "{\"ingest\":null,\"tone\":{\"frequencyHz\":440,\"duration\":\"60s\"}}}}}}}");

    // then
    tenant.eventually(
        () -> {
          assertThat(tenant.secret("lobby-ingest")).isNull();
          assertThat(status().ingest()).isNull();
          assertThat(tenant.session("lobby")).hasState("Ready");
        });
  }

  @Test
  void startsAgainUnderTheNextEpochAfterAFailure() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    var connection = tenant.await("lobby", "Ready").getStatus().connectionId();

    // when
    tenant.installation().records().closeWith(4100, connection);

    // then
    tenant.eventually(
        () -> {
          assertThat(tenant.session("lobby")).hasState("Ready");
          assertThat(status().epoch()).isEqualTo(2);
          assertThat(status().attempts()).isEqualTo(2);
        });
  }

  private AvatarSessionStatus status() {
    return tenant.session("lobby").getStatus();
  }

  private List<Connection> connections() {
    return tenant.installation().records().inRoom(tenant.room("lobby"));
  }

  private String audio(String file) {
    return tenant.installation().audioUrl(file);
  }

  private void annotate(String name, String value) {
    tenant.patch(
        "lobby",
        "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/%s\":\"%s\"}}}"
            .formatted(name, value));
  }
}
