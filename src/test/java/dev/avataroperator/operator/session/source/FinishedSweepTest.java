package dev.avataroperator.operator.session.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.SessionsInMemory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FinishedSweepTest {
  private static final String FINISHED =
      "{observedGeneration: 1, finishedAt: '2026-01-01T10:00:00Z',"
          + " conditions: [{type: Completed, status: 'True'}]}";

  @Test
  void deletesSoLongAfterTheEnd() {
    // given
    var session = SessionsInMemory.session("limits: {ttlAfterFinished: 90s}");

    // then
    assertThat(FinishedSweep.deleteAt(SessionsInMemory.withStatus(session, FINISHED)))
        .contains(Instant.parse("2026-01-01T10:01:30Z"));
    assertThat(FinishedSweep.deleteAt(session)).isEmpty();
  }

  @Test
  void keepsWhatWasChangedSinceOrHasNoLimit() {
    // given
    var changed =
        SessionsInMemory.withStatus(
            SessionsInMemory.session("limits: {ttlAfterFinished: 0s}"),
            FINISHED.replace("observedGeneration: 1", "observedGeneration: 0"));
    var unlimited = SessionsInMemory.withStatus(SessionsInMemory.session(""), FINISHED);

    // then
    assertThat(FinishedSweep.deleteAt(changed)).isEmpty();
    assertThat(FinishedSweep.deleteAt(unlimited)).isEmpty();
  }
}
