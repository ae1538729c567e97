package dev.avataroperator.egress;

import dev.avataroperator.egress.PlaybackSignal.Cause;
import dev.avataroperator.egress.PlaybackSignal.State;
import dev.avataroperator.egress.proto.ServerPlaybackState;

/** The wire's playback states in the port's words. */
final class PlaybackSignals {
  private PlaybackSignals() {}

  static Inbound of(ServerPlaybackState message) {
    var state = state(message);
    if (state == null) {
      return new Inbound.Other();
    }
    var cause = state == State.Interrupted ? cause(message.getReason()) : null;
    var playedMs = Math.max(0, message.getPlayedMs());
    return new Inbound.Playback(new PlaybackSignal(message.getReqId(), state, playedMs, cause));
  }

  /** Null for states that don't exist yet. */
  private static State state(ServerPlaybackState message) {
    return switch (message.getState()) {
      case PLAYBACK_STATE_PLAYING -> State.Playing;
      case PLAYBACK_STATE_PAUSED -> State.Paused;
      case PLAYBACK_STATE_ENDED -> State.Ended;
      case PLAYBACK_STATE_INTERRUPTED -> State.Interrupted;
      default -> null;
    };
  }

  private static Cause cause(String reason) {
    return switch (reason) {
      case "explicit" -> Cause.Explicit;
      case "preempted" -> Cause.Preempted;
      case "pause_timeout" -> Cause.PauseTimeout;
      default -> Cause.Unknown;
    };
  }
}
