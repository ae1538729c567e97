package dev.avataroperator.operator.session.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.rtc.RtcCallException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwedRecallsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

  private final Timer timer = new Timer();
  private final List<String> calls = new ArrayList<>();
  private boolean answers;

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void triesAgainWithGrowingPausesUntilItIsDone() {
    // given
    var owed = owed(NOW);
    owed.owe("uid", "tests/desk", this::call);

    // when
    timer.runNext();
    timer.runNext();
    answers = true;
    timer.runNext();

    // then
    assertThat(calls).hasSize(3);
    assertThat(timer.waits).isSorted().hasSize(3);
    assertThat(timer.tasks).isEmpty();
    assertThat(owed.size()).isZero();
  }

  @Test
  void triesOnceAtATimeForASession() {
    // given
    var owed = owed(NOW);

    // when
    owed.owe("uid", "tests/desk", this::call);
    owed.owe("uid", "tests/desk", this::call);

    // then
    assertThat(timer.tasks).hasSize(1);
  }

  @Test
  void givesUpAfterADay() {
    // given
    var clock = new Clock[] {Clock.fixed(NOW, ZoneOffset.UTC)};
    var owed = new OwedRecalls(timer, new Backoff(new Random(1)), moved(clock));
    owed.owe("uid", "tests/desk", this::call);

    // when
    clock[0] = Clock.fixed(NOW.plus(Duration.ofHours(24)), ZoneOffset.UTC);
    timer.runNext();

    // then
    assertThat(timer.tasks).isEmpty();
    assertThat(owed.size()).isZero();
  }

  @Test
  void takesNoMoreThanAThousand() {
    // given
    var owed = owed(NOW);
    for (int i = 0; i < 1_000; i++) {
      owed.owe("uid-" + i, "tests/desk", this::call);
    }

    // then
    assertThat(owed.owe("one-more", "tests/desk", this::call)).isFalse();
    assertThat(owed.size()).isEqualTo(1_000);
  }

  private void call() throws RtcCallException {
    calls.add("call");
    if (!answers) {
      throw new RtcCallException("It doesn't answer.");
    }
  }

  private OwedRecalls owed(Instant now) {
    return new OwedRecalls(timer, new Backoff(new Random(1)), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Clock moved(Clock[] clock) {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return clock[0].instant();
      }
    };
  }

  /** Runs nothing by itself. */
  private static final class Timer extends ScheduledThreadPoolExecutor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Long> waits = new ArrayList<>();

    Timer() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long wait, TimeUnit unit) {
      tasks.add(task);
      waits.add(unit.toMillis(wait));
      return null;
    }

    void runNext() {
      tasks.remove().run();
    }
  }
}
