package dev.avataroperator.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.MovableTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private final MovableTime time = new MovableTime();
  private final List<String> done = new ArrayList<>();
  private final Heartbeat heartbeat =
      new Heartbeat(time, () -> done.add("ping"), () -> done.add("drop"));

  @Test
  void dropsAClientThatHasNotAnsweredForTwoPeriods() {
    // when
    beatLater();
    beatLater();

    // then
    assertThat(done).containsExactly("ping", "drop");
  }

  @Test
  void keepsAClientThatAnswers() {
    // when
    beatLater();
    heartbeat.pong();
    beatLater();

    // then
    assertThat(done).containsExactly("ping", "ping");
  }

  private void beatLater() {
    time.move(Heartbeat.PERIOD);
    heartbeat.beat();
  }
}
