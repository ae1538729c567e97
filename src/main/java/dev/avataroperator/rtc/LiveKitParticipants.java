package dev.avataroperator.rtc;

import dev.avataroperator.rtc.Participant.Role;
import dev.avataroperator.rtc.Participant.Track;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;

/** LiveKit's participants as plain records. */
final class LiveKitParticipants {
  /** An avatar's; who bears it speaks for an agent. */
  static final String ON_BEHALF_OF = "lk.publish_on_behalf";

  private static final Set<ParticipantInfo.Kind> PEOPLE =
      EnumSet.of(
          ParticipantInfo.Kind.STANDARD,
          ParticipantInfo.Kind.SIP,
          ParticipantInfo.Kind.CONNECTOR,
          ParticipantInfo.Kind.BRIDGE);

  private LiveKitParticipants() {}

  static List<Participant> read(List<ParticipantInfo> listed) {
    return listed.stream()
        .filter(participant -> participant.getState() != ParticipantInfo.State.DISCONNECTED)
        .map(LiveKitParticipants::read)
        .toList();
  }

  private static Participant read(ParticipantInfo info) {
    return new Participant(
        info.getIdentity(),
        info.getSid(),
        role(info),
        Map.copyOf(info.getAttributesMap()),
        tracks(info, false),
        tracks(info, true),
        Instant.ofEpochSecond(info.getJoinedAt()));
  }

  /** As the plugins of LiveKit's agents bring theirs. */
  static boolean isAvatar(ParticipantInfo info) {
    return info.getKind() == ParticipantInfo.Kind.AGENT && info.containsAttributes(ON_BEHALF_OF);
  }

  private static Role role(ParticipantInfo info) {
    if (isAvatar(info)) {
      return Role.AVATAR_OF_AGENT;
    }
    return isPerson(info) ? Role.PERSON : Role.OTHER;
  }

  private static boolean isPerson(ParticipantInfo info) {
    return PEOPLE.contains(info.getKind())
        && !info.getPermission().getHidden()
        && !info.containsAttributes(ON_BEHALF_OF);
  }

  private static Set<Track> tracks(ParticipantInfo info, boolean muted) {
    var found = EnumSet.noneOf(Track.class);
    info.getTracksList().stream()
        .filter(track -> track.getMuted() == muted)
        .map(TrackInfo::getSource)
        .forEach(
            source -> {
              if (source == TrackSource.CAMERA) {
                found.add(Track.CAMERA);
              } else if (source == TrackSource.MICROPHONE) {
                found.add(Track.MICROPHONE);
              }
            });
    return Set.copyOf(found);
  }
}
