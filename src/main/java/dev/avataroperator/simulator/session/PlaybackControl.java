package dev.avataroperator.simulator.session;

import dev.avataroperator.egress.proto.PlaybackState;
import dev.avataroperator.simulator.connection.Wire;
import dev.avataroperator.simulator.playback.Playback;
import dev.avataroperator.simulator.record.SessionRecord;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Pause and resume: each is answered once with the state that follows it. They move only the
 * request that is being played; one that names another is told how playback stands.
 */
final class PlaybackControl {
  private final SessionRecord record;
  private final Playback playback;
  private final Wire wire;
  private final Playback.Alarm timeout;
  private final Duration longest;

  PlaybackControl(
      SessionRecord record,
      Playback playback,
      Wire wire,
      Playback.Alarm timeout,
      Duration longest) {
    this.record = record;
    this.playback = playback;
    this.wire = wire;
    this.timeout = timeout;
    this.longest = longest;
  }

  void pause(String requestId) {
    if (isCurrent(requestId) && !playback.isPaused()) {
      playback.pause();
      timeout.set(longest.toNanos());
    }
    answer(requestId);
  }

  void resume(String requestId) {
    if (isCurrent(requestId)) {
      playback.resume();
      timeout.off();
    }
    answer(requestId);
  }

  /** Called when a pause lasted too long; the id of the request that it stops, or null. */
  String overdue() {
    return playback.isPaused() ? playback.current().orElse(null) : null;
  }

  private boolean isCurrent(String requestId) {
    return playback.current().filter(requestId::equals).isPresent();
  }

  private void answer(String requestId) {
    var request = record.find(requestId);
    if (request != null && request.isFinished()) {
      var state =
          request.isInterrupted()
              ? PlaybackState.PLAYBACK_STATE_INTERRUPTED
              : PlaybackState.PLAYBACK_STATE_ENDED;
      send(requestId, state, request.playedNanos(), request.interruptReason());
      return;
    }
    send(requestId, standing(), playback.playedNanos(), "");
  }

  private PlaybackState standing() {
    if (playback.current().isEmpty()) {
      return PlaybackState.PLAYBACK_STATE_ENDED;
    }
    return playback.isPaused()
        ? PlaybackState.PLAYBACK_STATE_PAUSED
        : PlaybackState.PLAYBACK_STATE_PLAYING;
  }

  private void send(String requestId, PlaybackState state, long playedNanos, String reason) {
    var playedMs = TimeUnit.NANOSECONDS.toMillis(playedNanos);
    wire.send(wire.frames().playback(requestId, state, playedMs, reason));
  }
}
