package dev.avataroperator.operator.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.SecretText;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartedWorkersTest {
  private static final String WORKER = "127.0.0.1:9";

  private final Vertx vertx = Vertx.vertx();
  private final MovedClock clock = new MovedClock();
  private final PartedWorkers parted = new PartedWorkers(clock);

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void givesALineForALeaseAndCountsItsWorkerAsRunningForOneMore() {
    // given
    clock.pass(Duration.ofHours(1));
    parted.add("avatars", line());

    // then
    assertThat(parted.find("avatars", WORKER)).isPresent();
    assertThat(parted.find("elsewhere", WORKER)).isEmpty();

    // when
    clock.pass(Duration.ofMinutes(11));
    parted.prune();

    // then
    assertThat(parted.find("avatars", WORKER)).isEmpty();
    assertThat(parted.mayStillRun(WORKER)).isTrue();

    // when
    clock.pass(Duration.ofMinutes(11));
    parted.prune();

    // then
    assertThat(parted.mayStillRun(WORKER)).isFalse();
  }

  @Test
  void doesNotKnowJustAfterTheStartWhatAWorkerRuns() {
    // then
    assertThat(parted.mayStillRun(WORKER)).isTrue();

    // when
    clock.pass(Duration.ofMinutes(11));

    // then
    assertThat(parted.mayStillRun(WORKER)).isFalse();
  }

  /** Nobody listens there. */
  private WorkerLink line() {
    var endpoint =
        new WorkerEndpoint(WORKER, URI.create("http://" + WORKER), SecretText.of("token"), null);
    return new WorkerLink(vertx, endpoint, new Deaf(), clock);
  }

  private static final class Deaf implements WorkerListener {
    @Override
    public void sessionChanged(String uid) {}

    @Override
    public void connectionChanged(String worker) {}
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T10:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
