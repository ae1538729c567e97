package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Request;
import dev.avataroperator.testing.Tenant;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way to write what a session speaks by itself. */
class PlaylistSourcesIT {
  private static final byte[] BLIP = new byte[9_600];

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void speaksAPlaylistAsOneOggOpusStreamThatIsAsLongAsTheFile() {
    // given
    var room = tenant.room("opus");
    var url = tenant.installation().audioUrl("welcome-44k-stereo.wav");

    // when
    tenant.apply(
        Samples.audioOnLiveKit(
            "opus",
            room,
            "format: OGG_OPUS, sampleRateHz: 16000, source: {playlist: {items: [{url: '%s'}]}}"
                .formatted(url)));

    // then
    assertThat(tenant.await("opus", "Completed")).isTrue("Completed", "Completed");
    assertThat(requests(room)).hasSize(1);
    assertThat(requests(room).get(0).durationMs()).isBetween(8_333L, 8_373L);
  }

  @Test
  void speaksATone() {
    // given
    var room = tenant.room("tone");

    // when
    tenant.apply(
        Samples.audioOnLiveKit(
            "tone", room, "source: {tone: {frequencyHz: 440, duration: 700ms}}"));

    // then
    assertThat(tenant.await("tone", "Completed"))
        .isTrue("Completed", "Completed")
        .says("Completed", "The tone was spoken.");
    assertThat(requests(room)).extracting(Request::bytes).containsExactly(33_600L);
  }

  @Test
  void saysAtTheEndWhatItSkipped() {
    // given
    var room = tenant.room("gone");
    var good = tenant.installation().audioUrl(AudioFiles.WELCOME);
    var gone = tenant.installation().audioUrl("no-such-file.wav");

    // when
    tenant.apply(
        Samples.audioOnLiveKit(
            "gone",
            room,
            "source: {playlist: {items: [{url: '%s'}, {url: '%s'}]}}".formatted(good, gone)));

    // then
    assertThat(tenant.await("gone", "Completed"))
        .isTrue("Completed", "Completed")
        .says("Completed", "Not all of it was: item 2", "404");
  }

  @Test
  void waitsForAConfigMapAndSpeaksItsItemsAgainAndAgain() {
    // given
    var room = tenant.room("blips");
    tenant.apply(
        Samples.audioOnLiveKit(
            "blips",
            room,
            "source: {playlist: {repeat: true, gap: 100ms,"
                + " items: [{configMapKeyRef: {name: blips, key: blip.s16le}}]}}"));
    assertThat(tenant.await("blips", "Stalled")).isFalse("Accepted", "ConfigMapNotFound");

    // when
    tenant.apply(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: blips, labels: {avatar-operator.dev/source: "true"}}
        binaryData: {blip.s16le: %s}
        """
            .formatted(Base64.getEncoder().encodeToString(BLIP)));

    // then
    await().atMost(Duration.ofSeconds(30)).until(() -> requests(room).size() >= 3);
    assertThat(requests(room).subList(0, 2))
        .extracting(Request::sha256)
        .containsOnly(AudioFiles.sha256(BLIP));
  }

  private List<Request> requests(String room) {
    return tenant.installation().records().inRoom(room).stream()
        .flatMap(connection -> connection.requests().stream())
        .toList();
  }
}
