package dev.avataroperator.operator.session.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.SessionsInMemory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EndingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Test
  void endsSoLongAfterTheFirstConfirm() {
    assertThat(Ending.after(turn("{startedAt: '2026-01-01T00:50:00Z'}"), LIMIT))
        .isEqualTo("2026-01-01T01:20:00Z");
  }

  @Test
  void looksAgainInTimeWhenTheConfirmIsNotStoredYet() {
    assertThat(Ending.after(turn("{state: Connecting}"), LIMIT)).isEqualTo(NOW.plus(LIMIT));
  }

  @Test
  void doesNotCountTheTimeInParkedAndQueued() {
    assertThat(Ending.after(turn("{startedAt: '2026-01-01T00:50:00Z', waitedSeconds: 300}"), LIMIT))
        .isEqualTo("2026-01-01T01:25:00Z");
  }

  private static Turn turn(String status) {
    return new Turn(SessionsInMemory.withStatus(SessionsInMemory.session(""), status), NOW);
  }
}
