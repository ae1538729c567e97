package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a session to which nobody says anything. */
class ParkIT {
  private static final byte[] WELCOME = AudioFiles.samples(AudioFiles.WELCOME);

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void parksInSilenceAndSpeaksAllOfTheAudioThatWakesIt() {
    // given
    apply("{afterSilence: 2s}");
    var before = tenant.await("lobby", "Ready").getStatus();

    // when
    tenant.await("lobby", "Parked");

    // then
    assertThat(tenant.session("lobby")).isTrue("Ready", "Parked").isFalse("EgressReady", "Parked");
    assertThat(tenant.secret("lobby-egress").getData())
        .doesNotContainKeys("session-token", "session-token-spare");
    tenant.eventually(
        () -> assertThat(connections()).extracting(Connection::closeCode).containsExactly(1000));

    // when
    try (var pipeline = IngestClient.of(tenant, "lobby")) {
      pipeline.await("ready", null);
      pipeline.speak("hello", WELCOME);
      assertThat(pipeline.await("finished", "hello").path("reason").asText()).isEqualTo("Played");
    }

    // then
    assertThat(connections()).hasSize(2);
    assertThat(connections().get(1).requests())
        .extracting(request -> request.sha256())
        .containsExactly(AudioFiles.sha256(WELCOME));
    assertThat(status().epoch()).isEqualTo(before.epoch());
    assertThat(status().worker()).isEqualTo(before.worker());
    tenant.await("lobby", "Parked");
  }

  @Test
  void completesInSilenceWhereThatIsAskedFor() {
    // when
    apply("{afterSilence: 2s, action: Complete}");

    // then
    assertThat(tenant.await("lobby", "Completed")).isTrue("Completed", "IdleTimeout");
    assertThat(connections()).extracting(Connection::closeCode).containsExactly(1000);
    assertThat(tenant.secret("lobby-egress")).isNull();
  }

  @Test
  void staysParkedWhenItsStatusIsWiped() {
    // given
    apply("{afterSilence: 2s}");
    var before = tenant.await("lobby", "Parked").getStatus();

    // when
    tenant.patchStatus("lobby", "{\"status\": null}");

    // then
    tenant.eventually(
        () -> {
          assertThat(tenant.session("lobby")).isTrue("Ready", "Parked");
          assertThat(status().epoch()).isEqualTo(before.epoch());
        });
    assertThat(connections()).hasSize(1);
  }

  private void apply(String idle) {
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")) + "  idle: " + idle + "\n");
  }

  private AvatarSessionStatus status() {
    return tenant.session("lobby").getStatus();
  }

  private List<Connection> connections() {
    return tenant.installation().records().inRoom(tenant.room("lobby"));
  }
}
