package dev.avataroperator.egress;

import java.util.Collection;
import java.util.Set;

/** What the service can do in this session beyond the basics, by the names in its confirm. */
public record Capabilities(Set<String> names) {
  private static final String PLAYBACK_CONTROL = "playback_control";
  private static final String PLAYBACK_STATE = "playback_state";

  /** The basics only. */
  public static final Capabilities NONE = new Capabilities(Set.of());

  public Capabilities {
    names = Set.copyOf(names);
  }

  static Capabilities of(Collection<String> names) {
    return new Capabilities(Set.copyOf(names));
  }

  /** Requests can be paused and resumed. */
  public boolean playbackControl() {
    return names.contains(PLAYBACK_CONTROL);
  }

  /** Playback is told by {@link PlaybackSignal}s without being asked for. */
  public boolean playbackState() {
    return names.contains(PLAYBACK_STATE);
  }
}
