package dev.avataroperator.egress;

/**
 * The state of a request's playback, from a service that tells it.
 *
 * @param requestId may be empty
 * @param playedMs how much of the request's audio was played; doesn't grow while it is paused
 * @param cause why it was interrupted; null in every other state
 */
public record PlaybackSignal(String requestId, State state, long playedMs, Cause cause) {

  /** A signal that isn't an interruption. */
  public PlaybackSignal(String requestId, State state, long playedMs) {
    this(requestId, state, playedMs, null);
  }

  /** Where a request's playback stands. */
  public enum State {
    Playing,
    Paused,
    Ended,
    Interrupted
  }

  /** What interrupted a request. */
  public enum Cause {
    /** Our interrupt. */
    Explicit,
    /** Another request took its place. */
    Preempted,
    /** It was paused for longer than the service allows; it must not be resumed. */
    PauseTimeout,
    /** The service gave no reason, or one that isn't known. */
    Unknown
  }
}
