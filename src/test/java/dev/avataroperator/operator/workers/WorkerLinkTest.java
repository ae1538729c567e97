package dev.avataroperator.operator.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.credential.SecretText;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a line to a worker that can't be reached says of it. */
class WorkerLinkTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void knowsThatNothingListensThere() throws IOException {
    // given
    var line = line(portThatNobodyListensOn());

    // then
    await().atMost(Duration.ofSeconds(30)).until(line::isRefusing);
    line.close();
  }

  @Test
  void doesNotTakeOneThatHangsUpForOneThatIsNotThere() throws IOException {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      // given
      var line = line(server.getLocalPort());

      // when
      for (int dial = 0; dial < 4; dial++) {
        server.accept().close();
      }

      // then
      assertThat(line.isRefusing()).isFalse();
      line.close();
    }
  }

  private WorkerLink line(int port) {
    var url = URI.create("http://127.0.0.1:" + port);
    var endpoint = new WorkerEndpoint("worker", url, SecretText.of("token"), null);
    return new WorkerLink(
        vertx, endpoint, new WorkerFleet(vertx, Clock.systemUTC()), Clock.systemUTC());
  }

  private static int portThatNobodyListensOn() throws IOException {
    try (var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
