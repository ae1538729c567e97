package dev.avataroperator.simulator.settings;

import java.time.Duration;
import java.util.Set;

/**
 * How the service behaves where nobody outside knows how the real one does.
 *
 * @param capabilities named in the confirm of the dialect that has them
 * @param pauseTimeout a request that is paused for longer is interrupted
 * @param duplicateCloseCode closes the older of two sessions that publish as one participant
 */
public record Behaviour(
    Set<String> capabilities,
    Duration pauseTimeout,
    Join joins,
    Idle idle,
    Interrupt interrupt,
    int duplicateCloseCode) {
  /** Requests can be paused and resumed. */
  public static final String PLAYBACK_CONTROL = "playback_control";

  /** Playback is told without being asked for. */
  public static final String PLAYBACK_STATE = "playback_state";

  /**
   * When a session's participant is in the room, and two of one identity are in each other's way.
   */
  public enum Join {
    Configure,
    FirstAudio
  }

  /** What a session that is not idle does. */
  public enum Idle {
    /** Audio arrives or is played. */
    Playback,
    /** Audio arrives. */
    Arrival
  }

  /** What an interrupt stops. */
  public enum Interrupt {
    /** The request that it names. */
    Named,
    /** Those before it as well. */
    UpToNamed
  }

  /** Everything that the published clients know of, and the mildest of each choice. */
  public static Behaviour usual() {
    return new Behaviour(
        Set.of(PLAYBACK_CONTROL, PLAYBACK_STATE),
        Duration.ofMinutes(1),
        Join.Configure,
        Idle.Playback,
        Interrupt.Named,
        4409);
  }

  public Behaviour withCapabilities(Set<String> others) {
    return new Behaviour(others, pauseTimeout, joins, idle, interrupt, duplicateCloseCode);
  }
}
