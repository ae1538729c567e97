package dev.avataroperator.rtc;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Somebody in a room, as the RTC server lists them.
 *
 * @param sid of this stay; another one after each join
 * @param attributes as the token gave them
 * @param tracks what is published and isn't muted
 */
public record Participant(
    String identity,
    String sid,
    Role role,
    Map<String, String> attributes,
    Set<Track> tracks,
    Set<Track> muted,
    Instant joinedAt) {

  /** What somebody is. */
  public enum Role {
    /** Neither an agent nor an avatar, nor a recorder, nor hidden. */
    PERSON,
    /** Of kind agent, and publishes on behalf of somebody. */
    AVATAR_OF_AGENT,
    OTHER
  }

  public boolean isPerson() {
    return role == Role.PERSON;
  }

  public boolean isOfAgent() {
    return role == Role.AVATAR_OF_AGENT;
  }

  /** The tracks that an avatar has. */
  public enum Track {
    CAMERA,
    MICROPHONE
  }
}
