package dev.avataroperator.rtc;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Somebody in a room, as the RTC server lists them.
 *
 * @param sid of this stay; another one after each join
 * @param isPerson neither an agent nor an avatar, nor a recorder, nor hidden
 * @param attributes as the token gave them
 * @param tracks what is published and isn't muted
 */
public record Participant(
    String identity,
    String sid,
    boolean isPerson,
    Map<String, String> attributes,
    Set<Track> tracks,
    Set<Track> muted,
    Instant joinedAt) {

  /** The tracks that an avatar has. */
  public enum Track {
    CAMERA,
    MICROPHONE
  }
}
