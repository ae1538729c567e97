package dev.avataroperator.testing;

import dev.avataroperator.rtc.Participant;
import dev.avataroperator.rtc.Participant.Role;
import dev.avataroperator.rtc.Participant.Track;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Those who stand in rooms, for tests without a server. */
public final class Participants {
  private static final Instant JOINED = Instant.parse("2026-01-01T01:00:00Z");
  private static final Set<Track> ALL = Set.of(Track.CAMERA, Track.MICROPHONE);

  private Participants() {}

  public static Participant person(String name) {
    return new Participant(name, "PA_" + name, Role.PERSON, Map.of(), Set.of(), Set.of(), JOINED);
  }

  /** With picture and sound. */
  public static Participant avatar(String sid, Map<String, String> attributes) {
    return new Participant("avatar", sid, Role.OTHER, attributes, ALL, Set.of(), JOINED);
  }

  /** With these tracks only, and others muted. */
  public static Participant avatar(
      String sid, Map<String, String> attributes, Set<Track> tracks, Set<Track> muted) {
    return new Participant("avatar", sid, Role.OTHER, attributes, tracks, muted, JOINED);
  }

  /** As a plugin of LiveKit's agents brings it, with picture and sound. */
  public static Participant ofAgent(String sid) {
    var attributes = Map.of("lk.publish_on_behalf", "agent-AJ_1");
    return new Participant("avatar", sid, Role.AVATAR_OF_AGENT, attributes, ALL, Set.of(), JOINED);
  }
}
