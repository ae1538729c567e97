package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions come back by themselves after a worker or the avatar service was away. */
class RecoveryIT {
  private static final String EPOCH = "avatar-operator.dev/epoch";

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void assignsASessionAnewWhenItsWorkerWasRestarted() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(Samples.ingestOnLiveKit("lobby", room));
    var before = tenant.await("lobby", "Ready").getStatus();
    var token = tenant.value("lobby-egress", "livekit-token");
    var spare = tenant.value("lobby-egress", "session-token-spare");

    // when
    tenant.installation().worker().kill();
    tenant.installation().worker().start().awaitReady();

    // then
    tenant.eventually(
        () -> {
          var after = assertThat(tenant.session("lobby")).hasState("Ready");
          after.isTrue("Ready", "Connected");
          assertThat(tenant.session("lobby").getStatus().epoch()).isEqualTo(2);
        });
    var after = tenant.session("lobby").getStatus();
    assertThat(after.connectionId()).isNotEqualTo(before.connectionId());
    assertThat(after.ingest()).isEqualTo(before.ingest());
    assertThat(tenant.secret("lobby-egress").getMetadata().getAnnotations())
        .containsEntry(EPOCH, "2");
    assertThat(tenant.value("lobby-egress", "livekit-token")).isNotEqualTo(token);
    assertThat(tenant.value("lobby-egress", "session-token")).isNotEqualTo(spare);
    assertThat(tenant.installation().records().inRoom(room))
        .hasSize(2)
        .allSatisfy(connection -> assertThat(connection.duplicates()).isZero());
    assertSpeechWorks();
  }

  @Test
  void saysThatAWorkerIsLostUntilItComesBack() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");

    // when
    tenant.installation().worker().kill();

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isFalse("WorkerAssigned", "WorkerLost")
                .isTrue("Reconciling", "WorkerLost"));

    // when
    tenant.installation().worker().start().awaitReady();

    // then
    tenant.await("lobby", "Ready");
    assertSpeechWorks();
  }

  @Test
  void goesOnWithTheNextItemWhenTheWorkerWasRestarted() {
    // given
    var room = tenant.room("lobby");
    var audio = tenant.installation();
    tenant.apply(
        Samples.playlistOnLiveKit(
            "lobby", room, audio.audioUrl(AudioFiles.WELCOME), audio.audioUrl(AudioFiles.TOUR)));
    tenant.eventually(() -> assertThat(audio.records().inRoom(room).get(0).requests()).hasSize(2));

    // when
    audio.worker().kill();
    audio.worker().start().awaitReady();

    // then
    tenant.await("lobby", "Completed");
    var second = audio.records().inRoom(room).get(1);
    assertThat(second.requests())
        .extracting(request -> request.sha256())
        .containsExactly(AudioFiles.sha256(AudioFiles.samples(AudioFiles.TOUR)));
  }

  @Test
  void connectsAgainWhenTheServiceWasRestarted() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    var before = tenant.await("lobby", "Ready").getStatus();

    // when
    tenant.installation().simulator().kill();
    tenant.installation().simulator().start().awaitReady();

    // then
    tenant.eventually(
        () -> {
          assertThat(tenant.session("lobby")).hasState("Ready");
          assertThat(tenant.session("lobby").getStatus().connectionId())
              .isNotEqualTo(before.connectionId());
        });
    assertThat(tenant.session("lobby").getStatus().epoch()).isEqualTo(before.epoch());
    assertThat(tenant.installation().records().inRoom(tenant.room("lobby")))
        .extracting(Connection::connectionId)
        .containsExactly(tenant.session("lobby").getStatus().connectionId());
    assertSpeechWorks();
  }

  private void assertSpeechWorks() {
    try (var pipeline = IngestClient.of(tenant, "lobby")) {
      pipeline.await("ready", null);
      pipeline.speak("hello", AudioFiles.samples(AudioFiles.WELCOME));
      var finished = pipeline.await("finished", "hello");
      assertThat(finished.path("reason").asText()).isEqualTo("Played");
    }
  }
}
