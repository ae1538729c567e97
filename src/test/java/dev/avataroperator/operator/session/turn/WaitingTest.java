package dev.avataroperator.operator.session.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.status.SessionState;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final Instant START = Instant.parse("2026-01-01T01:00:00Z");

  @Test
  void doesNotCountThePresentTimeInParked() {
    // given
    var turn = turn("Parked", "01:20:00", "01:00:00", null);

    // then
    assertThat(left(turn)).isEqualTo(Duration.ofMinutes(40));
    assertThat(Waiting.secondsIn(turn, SessionState.Parked)).isNull();
  }

  @Test
  void addsItUpWhenTheSessionWakes() {
    // given
    var turn = turn("Parked", "01:20:00", "01:00:00", 60L);

    // then
    assertThat(Waiting.secondsIn(turn, SessionState.Connecting)).isEqualTo(60 + 40 * 60);
    assertThat(left(turn)).isEqualTo(Duration.ofMinutes(41));
  }

  @Test
  void countsTheQueueAfterAWakeFromTheWake() {
    // given
    var turn = turn("Queued", "01:20:00", "01:50:00", 30 * 60L);

    // then
    assertThat(left(turn)).isEqualTo(Duration.ofMinutes(40));
    assertThat(Waiting.secondsIn(turn, SessionState.Ready)).isEqualTo(40 * 60);
  }

  @Test
  void keepsWhatWasAddedUpWhileTheSessionRuns() {
    // given
    var turn = turn("Ready", "01:20:00", "01:20:00", 600L);

    // then
    assertThat(left(turn)).isEqualTo(Duration.ofMinutes(10));
    assertThat(Waiting.secondsIn(turn, SessionState.Ready)).isEqualTo(600);
  }

  /** Two hours at most, one hour after the start. */
  private static Turn turn(String state, String egressSince, String readySince, Long waited) {
    var status =
        """
        {startedAt: "%s", state: %s, waitedSeconds: %s, conditions: [
          {type: EgressReady, status: "False", lastTransitionTime: "2026-01-01T%sZ"},
          {type: Ready, status: "True", lastTransitionTime: "2026-01-01T%sZ"}]}
        """
            .formatted(START, state, waited, egressSince, readySince);
    var session = SessionsInMemory.session("limits: {maxDuration: 1h}");
    return new Turn(
        SessionsInMemory.withStatus(session, status.replace("\n", " ")),
        START.plus(Duration.ofHours(1)));
  }

  private static Duration left(Turn turn) {
    return Ending.remaining(turn, EffectiveSession.of(turn.session()));
  }
}
