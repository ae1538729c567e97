package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.Tenant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Speech arrives at the avatar service, byte for byte. */
class SpeechIT {
  private static final byte[] WELCOME = AudioFiles.samples(AudioFiles.WELCOME);

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void speaksAPlaylistInALiveKitRoomAndCompletes() {
    // given
    var room = tenant.room("lobby");

    // when
    tenant.apply(Samples.playlistOnLiveKit("lobby", room, url()));

    // then
    tenant.await("lobby", "Ready");
    assertThat(tenant.await("lobby", "Completed")).isTrue("Completed", "Completed");
    assertThat(tenant.session("lobby").getStatus().usage().segments()).isEqualTo(1);
    assertWelcomeWasHeardOnce(tenant.installation().records().inRoom(room));
  }

  @Test
  void speaksAPlaylistInAnAgoraChannelAndCompletes() {
    // given
    var channel = tenant.room("stage");

    // when
    tenant.apply(Samples.playlistOnAgora("stage", channel, url()));

    // then
    tenant.await("stage", "Ready");
    assertThat(tenant.await("stage", "Completed")).isTrue("Completed", "Completed");
    assertWelcomeWasHeardOnce(tenant.installation().records().inChannel(channel));
  }

  @Test
  void speaksWhatIsPushed() {
    // given
    var room = tenant.room("concierge");
    tenant.apply(Samples.ingestOnLiveKit("concierge", room));
    tenant.await("concierge", "Ready");

    // when
    try (var pipeline = IngestClient.of(tenant, "concierge")) {
      pipeline.await("ready", null);
      pipeline.speak("hello", WELCOME);
      var finished = pipeline.await("finished", "hello");

      // then
      assertThat(finished.path("reason").asText()).isEqualTo("Played");
      assertThat(pipeline.find("accepted", "hello")).hasSize(1);
      assertThat(pipeline.find("started", "hello")).hasSize(1);
    }
    var heard = tenant.installation().records().inRoom(room);
    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).requests())
        .extracting(request -> request.sha256())
        .containsExactly(AudioFiles.sha256(WELCOME));
  }

  @Test
  void sendsNothingOfASegmentAfterItsInterrupt() {
    // given
    var room = tenant.room("concierge");
    tenant.apply(Samples.ingestOnLiveKit("concierge", room));
    tenant.await("concierge", "Ready");
    var tour = AudioFiles.samples(AudioFiles.TOUR);

    // when
    try (var pipeline = IngestClient.of(tenant, "concierge")) {
      pipeline.await("ready", null);
      pipeline.start("tour");
      pipeline.push(Arrays.copyOf(tour, 480_000));
      pipeline.await("started", "tour");
      pipeline.interrupt();
      pipeline.push(Arrays.copyOfRange(tour, 480_000, 528_000));
      pipeline.speak("next", WELCOME);

      // then
      var finished = pipeline.await("finished", "tour");
      assertThat(finished.path("reason").asText()).isEqualTo("Interrupted");
      assertThat(pipeline.await("discarded", null).path("bytes").asLong()).isEqualTo(48_000);
      pipeline.await("finished", "next");
    }
    var requests = tenant.installation().records().inRoom(room).get(0).requests();
    assertThat(requests).hasSize(2);
    assertThat(requests.get(0).interrupted()).isTrue();
    assertThat(requests.get(0).bytesAfterInterrupt()).isZero();
    assertThat(requests.get(0).bytes()).isLessThanOrEqualTo(480_000);
    assertThat(requests.get(1).sha256()).isEqualTo(AudioFiles.sha256(WELCOME));
  }

  private String url() {
    return tenant.installation().audioUrl(AudioFiles.WELCOME);
  }

  private static void assertWelcomeWasHeardOnce(List<Connection> connections) {
    assertThat(connections).hasSize(1);
    var connection = connections.get(0);
    assertThat(connection.requests())
        .extracting(request -> request.sha256())
        .containsExactly(AudioFiles.sha256(WELCOME));
    assertThat(connection.closedAt()).isNotNull();
    assertThat(connection.closeCode()).isEqualTo(1000);
  }
}
