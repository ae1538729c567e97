package dev.avataroperator.operator.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.testing.MovableTime;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartedWorkersTest {
  private static final String WORKER = "127.0.0.1:9";

  private final Vertx vertx = Vertx.vertx();
  private final MovableTime clock = new MovableTime();
  private final PartedWorkers parted = new PartedWorkers(clock);

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void givesALineForALeaseAndCountsItsWorkerAsRunningForOneMore() {
    // given
    clock.move(Duration.ofHours(1));
    parted.add("avatars", line());

    // then
    assertThat(parted.find("avatars", WORKER)).isPresent();
    assertThat(parted.find("elsewhere", WORKER)).isEmpty();

    // when
    clock.move(Duration.ofMinutes(11));
    parted.prune();

    // then
    assertThat(parted.find("avatars", WORKER)).isEmpty();
    assertThat(parted.mayStillRun(WORKER)).isTrue();

    // when
    clock.move(Duration.ofMinutes(11));
    parted.prune();

    // then
    assertThat(parted.mayStillRun(WORKER)).isFalse();
  }

  @Test
  void keepsTheLineOfAWorkerThatRunsNothingForAMinute() {
    // given
    var idle = lineToAnIdleWorker();
    await().until(idle::isConnected);
    parted.add("avatars", idle);

    // when
    clock.move(Duration.ofMinutes(1));
    parted.prune();

    // then
    assertThat(parted.find("avatars", idle.endpoint().name())).contains(idle);

    // when
    clock.move(Duration.ofMillis(1));
    parted.prune();

    // then
    assertThat(parted.find("avatars", idle.endpoint().name())).isEmpty();
  }

  @Test
  void keepsTheLineOfAWorkerThatSaysNothingForLonger() {
    // given
    parted.add("avatars", line());

    // when
    clock.move(Duration.ofMinutes(2));
    parted.prune();

    // then
    assertThat(parted.find("avatars", WORKER)).isPresent();
  }

  @Test
  void doesNotKnowJustAfterTheStartWhatAWorkerRuns() {
    // then
    assertThat(parted.mayStillRun(WORKER)).isTrue();

    // when
    clock.move(Duration.ofMinutes(11));

    // then
    assertThat(parted.mayStillRun(WORKER)).isFalse();
  }

  /** Nobody listens there. */
  private WorkerLink line() {
    var endpoint =
        new WorkerEndpoint(WORKER, URI.create("http://" + WORKER), SecretText.of("token"), null);
    return new WorkerLink(vertx, endpoint, new Deaf(), clock);
  }

  /** It answers the call for events with a snapshot of nothing. */
  private WorkerLink lineToAnIdleWorker() {
    var nothing =
        "{\"type\": \"Snapshot\", \"sequence\": 0, \"sessions\": [],"
            + " \"load\": {\"instance\": \"one\", \"capacity\": 10}}";
    var server =
        vertx
            .createHttpServer()
            .webSocketHandler(socket -> socket.writeTextMessage(nothing))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    var url = URI.create("http://127.0.0.1:" + server.actualPort());
    var endpoint = new WorkerEndpoint(url.getAuthority(), url, SecretText.of("token"), null);
    return new WorkerLink(vertx, endpoint, new Deaf(), clock);
  }

  private static final class Deaf implements WorkerListener {
    @Override
    public void sessionChanged(String uid) {}

    @Override
    public void connectionChanged(String worker) {}
  }
}
