package dev.avataroperator.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.rtc.Participant.Track;
import java.time.Instant;
import java.util.List;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.ParticipantPermission;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From LiveKit's own messages. */
class LiveKitParticipantsTest {
  private static final Instant JOINED = Instant.parse("2026-01-01T01:00:00Z");

  @Test
  void readsWhichTracksAreThereAndWhichAreMuted() {
    // when
    var avatar =
        read(
            info("avatar")
                .setKind(ParticipantInfo.Kind.AGENT)
                .putAttributes("avatar-operator.dev/session-uid", "uid")
                .addTracks(track(TrackSource.CAMERA, false))
                .addTracks(track(TrackSource.MICROPHONE, true))
                .addTracks(track(TrackSource.SCREEN_SHARE, false)));

    // then
    assertThat(avatar.tracks()).containsExactly(Track.CAMERA);
    assertThat(avatar.muted()).containsExactly(Track.MICROPHONE);
    assertThat(avatar.sid()).isEqualTo("PA_avatar");
    assertThat(avatar.joinedAt()).isEqualTo(JOINED);
    assertThat(avatar.attributes()).containsEntry("avatar-operator.dev/session-uid", "uid");
    assertThat(avatar.isPerson()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = ParticipantInfo.Kind.class,
      names = {"AGENT", "INGRESS", "EGRESS"})
  void takesNeitherAgentsNorRecordersForPeople(ParticipantInfo.Kind kind) {
    assertThat(read(info("it").setKind(kind)).isPerson()).isFalse();
  }

  @Test
  void knowsTheAvatarOfAnAgentByKindAndAttribute() {
    var agent = info("it").setKind(ParticipantInfo.Kind.AGENT);
    var ofAgent = info("it").setKind(ParticipantInfo.Kind.AGENT);
    ofAgent.putAttributes("lk.publish_on_behalf", "agent-1");
    var pretender = info("it").putAttributes("lk.publish_on_behalf", "agent-1");

    assertThat(read(ofAgent).isOfAgent()).isTrue();
    assertThat(read(agent).isOfAgent()).isFalse();
    assertThat(read(pretender).isOfAgent()).isFalse();
    assertThat(read(info("it")).isOfAgent()).isFalse();
  }

  @Test
  void takesNeitherAvatarsNorObserversForPeople() {
    assertThat(read(info("anna")).isPerson()).isTrue();
    assertThat(read(info("phone").setKind(ParticipantInfo.Kind.SIP)).isPerson()).isTrue();
    assertThat(read(info("avatar").putAttributes("lk.publish_on_behalf", "agent")).isPerson())
        .isFalse();
    assertThat(
            read(info("observer").setPermission(ParticipantPermission.newBuilder().setHidden(true)))
                .isPerson())
        .isFalse();
  }

  @Test
  void leavesOutWhoHasGone() {
    var gone = info("anna").setState(ParticipantInfo.State.DISCONNECTED).build();
    assertThat(LiveKitParticipants.read(List.of(gone))).isEmpty();
  }

  private static Participant read(ParticipantInfo.Builder info) {
    return LiveKitParticipants.read(List.of(info.build())).get(0);
  }

  private static ParticipantInfo.Builder info(String identity) {
    return ParticipantInfo.newBuilder()
        .setIdentity(identity)
        .setSid("PA_" + identity)
        .setState(ParticipantInfo.State.ACTIVE)
        .setJoinedAt(JOINED.getEpochSecond());
  }

  private static TrackInfo track(TrackSource source, boolean muted) {
    return TrackInfo.newBuilder().setSource(source).setMuted(muted).build();
  }
}
