package dev.avataroperator.simulator.publish;

import static dev.avataroperator.simulator.publish.PublisherRig.DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.egress.proto.AudioFormat;
import dev.avataroperator.simulator.Configurations;
import dev.avataroperator.simulator.settings.Behaviour.Join;
import dev.avataroperator.simulator.settings.Publishing;
import dev.avataroperator.simulator.settings.Publishing.Mode;
import dev.avataroperator.simulator.settings.Publishing.Removal;
import dev.avataroperator.testing.AudioFiles;
import java.nio.file.Path;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherIT {
  private static final int SECOND = 2 * Configurations.RATE;

  @TempDir Path directory;
  private PublisherRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new PublisherRig(directory);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void standsInTheRoomAsItsTokenSays() {
    // when
    rig.drive();
    var avatar = rig.awaitInRoom();

    // then
    assertThat(avatar.getIdentity()).isEqualTo("avatar-1");
    assertThat(avatar.getKind()).isEqualTo(ParticipantInfo.Kind.AGENT);
    assertThat(avatar.getAttributesMap()).containsEntry("lk.publish_on_behalf", "agent-1");
    assertThat(avatar.getTracksList())
        .extracting(TrackInfo::getSource)
        .containsExactlyInAnyOrder(TrackSource.CAMERA, TrackSource.MICROPHONE);
    assertThat(avatar.getTracksList()).noneMatch(TrackInfo::getMuted);
    assertThat(avatar.getTracksList())
        .extracting(TrackInfo::getMimeType)
        .containsExactlyInAnyOrder("video/VP8", "audio/opus");
    assertThat(rig.publication().getString("participantSid")).isEqualTo(avatar.getSid());
  }

  @Test
  void publishesPicturesAndSilenceWhileNothingIsSaid() {
    // when
    rig.driveInRoom();

    // then
    await().atMost(DEADLINE).until(() -> rig.publication().getLong("frames") > 25);
    assertThat(rig.publication().getLong("audioMs")).isPositive();
    assertThat(rig.publication().getLong("speechMs")).isZero();
  }

  @Test
  void saysThatSpeechWasPlayedWhenTheRoomHasHeardAllOfIt() {
    // given
    var client = rig.driveInRoom();

    // when
    client.audio("r-1", new byte[SECOND], true);
    while (!client.nextAnimation().equals("r-1 end")) {}

    // then
    assertThat(rig.publication().getLong("speechMs")).isEqualTo(1000);
    assertThat(rig.publication().getLong("unheardMs")).isZero();
  }

  @Test
  void publishesOggOpusToo() {
    // given
    var opus = rig.configuration().setAudioFormat(AudioFormat.AUDIO_FORMAT_OGG_OPUS).build();
    var client = rig.simulator().confirmed(opus);
    rig.awaitInRoom();

    // when
    client.audio("r-1", AudioFiles.file("welcome.ogg"), true);

    // then
    await().atMost(DEADLINE).until(() -> rig.publication().getLong("speechMs") >= 8_350);
    assertThat(client.nextAnimation()).isEqualTo("r-1");
    assertThat(client.nextAnimation()).isEqualTo("r-1 end");
  }

  @Test
  void fallsSilentAtAnInterrupt() {
    // given
    var client = rig.driveInRoom();
    client.audio("r-1", new byte[10 * SECOND], true);
    await().atMost(DEADLINE).until(() -> rig.publication().getLong("speechMs") > 300);

    // when
    client.interrupt("r-1");
    while (!client.nextAnimation().equals("r-1 end")) {}
    var spoken = rig.publication().getLong("speechMs");
    var heard = rig.publication().getLong("audioMs");

    // then
    await().atMost(DEADLINE).until(() -> rig.publication().getLong("audioMs") > heard + 500);
    assertThat(rig.publication().getLong("speechMs")).isEqualTo(spoken);
    assertThat(rig.simulator().onlyRequest().getLong("playedMs")).isBetween(spoken - 20, spoken);
  }

  @Test
  void leavesTheRoomAtTheEndOfTheSession() {
    // given
    var client = rig.driveInRoom();

    // when
    client.close();

    // then
    rig.awaitEmptyRoom();
    await().atMost(DEADLINE).until(() -> rig.publication().getString("leftAt") != null);
    assertThat(rig.publication().getString("problem")).isNull();
  }

  @Test
  void joinsWithTheFirstAudioWhereTheServiceDoesSoAndLosesNoneOfIt() {
    // given
    rig.simulate(Publishing.auto(), Join.FirstAudio);
    var client = rig.drive();

    // when
    client.audio("r-1", new byte[SECOND], true);
    rig.awaitInRoom();

    // then
    await().atMost(DEADLINE).until(() -> rig.publication().getLong("speechMs") == 1000);
  }

  @Test
  void goesOnWithoutARoomThatRefusesTheToken() {
    // given
    var client = rig.simulator().confirmed(rig.configuration("another secret ".repeat(4)).build());
    await().atMost(DEADLINE).until(() -> rig.publication().getString("problem") != null);

    // when
    client.audio("r-1", new byte[SECOND], true);

    // then
    assertThat(client.nextAnimation()).isEqualTo("r-1");
    assertThat(client.nextAnimation()).isEqualTo("r-1 end");
    assertThat(rig.publication().getString("problem"))
        .contains("refuses the publication (401)")
        .doesNotContain("eyJ");
    assertThat(rig.participants()).isEmpty();
  }

  @Test
  void refusesASessionWhoseRoomIsRequiredAndOutOfReach() {
    // given
    rig.simulate(Publishing.auto().withMode(Mode.Required));
    var configuration = rig.configuration().build();
    rig.livekit.kill();

    // when
    var client = rig.simulator().dial().configure(configuration);

    // then
    assertThat(client.nextError().getCode()).isEqualTo(14);
    assertThat(client.closeCode()).isEqualTo(4503);
  }

  @Test
  void confirmsASessionWhoseRoomIsRequiredOnceItStandsThere() {
    // given
    rig.simulate(Publishing.auto().withMode(Mode.Required));

    // when
    rig.drive();

    // then
    assertThat(rig.participants()).hasSize(1);
  }

  @Test
  void reportsThatItsParticipantWasRemoved() throws Exception {
    // given
    var client = rig.driveInRoom();

    // when
    rig.removeAvatar();

    // then
    assertThat(client.nextError().getCode()).isEqualTo(14);
    assertThat(rig.publication().getString("problem")).contains("removed");
    assertThat(rig.participants()).isEmpty();
  }

  @Test
  void closesWhenItsParticipantWasRemovedWhereTheServiceDoesSo() throws Exception {
    // given
    rig.simulate(Publishing.auto().withRemoval(Removal.Close));
    var client = rig.driveInRoom();

    // when
    rig.removeAvatar();

    // then
    assertThat(client.closeCode()).isEqualTo(1001);
  }

  @Test
  void joinsAgainWhenItsParticipantWasRemovedWhereTheServiceDoesSo() throws Exception {
    // given
    rig.simulate(Publishing.auto().withRemoval(Removal.Rejoin));
    rig.driveInRoom();
    var first = rig.publication().getString("participantSid");

    // when
    rig.removeAvatar();

    // then
    await().atMost(DEADLINE).until(() -> rig.publication().getLong("joins") == 2);
    assertThat(rig.awaitInRoom().getSid()).isNotEqualTo(first);
  }

  @Test
  void joinsAgainWhenTheRoomServerComesBack() {
    // given
    rig.driveInRoom();

    // when
    rig.livekit.kill();
    rig.livekit.start();

    // then
    rig.awaitInRoom();
    assertThat(rig.publication().getLong("joins")).isEqualTo(2);
  }

  @Test
  void joinsTheRoomWhenItsServerComesLater() {
    // given
    rig.livekit.kill();
    rig.drive();
    await().atMost(DEADLINE).until(() -> rig.publication().getString("problem") != null);

    // when
    rig.livekit.start();

    // then
    rig.awaitInRoom();
    assertThat(rig.publication().getString("problem")).isNull();
  }

  @Test
  void isGoneFromTheRoomWhenItIsDroppedAndTheSessionGoesOn() {
    // given
    var client = rig.driveInRoom();

    // when
    rig.simulator().fault("{\"kind\":\"unpublish\",\"match\":{\"open\":true}}");

    // then
    rig.awaitEmptyRoom();
    client.audio("r-1", new byte[SECOND], true);
    assertThat(client.nextAnimation()).isEqualTo("r-1");
    assertThat(client.nextAnimation()).isEqualTo("r-1 end");
    assertThat(rig.publication().getString("problem")).contains("dropped");
  }
}
