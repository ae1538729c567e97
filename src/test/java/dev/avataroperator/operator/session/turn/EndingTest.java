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

  @Test
  void takesNoAbsurdTimeThatSomebodyWroteForWaited() {
    for (var seconds : new long[] {Long.MIN_VALUE, -1}) {
      var status = "{startedAt: '2026-01-01T00:50:00Z', waitedSeconds: %d}".formatted(seconds);
      assertThat(Ending.after(turn(status), LIMIT)).isEqualTo("2026-01-01T01:20:00Z");
    }
    var all = "{startedAt: '2026-01-01T00:50:00Z', waitedSeconds: %d}".formatted(Long.MAX_VALUE);
    assertThat(Ending.after(turn(all), LIMIT)).isAfter(NOW);
  }

  @Test
  void countsFromWhatIsLeftWhereTheStatusDoesNotSay() {
    // given
    var wiped = new Turn(SessionsInMemory.session(""), NOW);

    // when
    wiped.began(NOW.minusSeconds(600));

    // then
    assertThat(Ending.after(wiped, LIMIT)).isEqualTo("2026-01-01T01:20:00Z");
    assertThat(Ending.run(wiped)).contains(Duration.ofMinutes(10));
  }

  @Test
  void countsAnewOnceItStartsAnew() {
    // given
    var turn = turn("{startedAt: '2026-01-01T00:50:00Z'}");

    // when
    turn.start(Turn.Start.ANEW);

    // then
    assertThat(Ending.after(turn, LIMIT)).isEqualTo(NOW.plus(LIMIT));
    assertThat(Ending.run(turn)).isEmpty();
  }

  private static Turn turn(String status) {
    return new Turn(SessionsInMemory.withStatus(SessionsInMemory.session(""), status), NOW);
  }
}
