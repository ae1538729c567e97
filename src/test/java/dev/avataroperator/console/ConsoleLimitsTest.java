package dev.avataroperator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.net.ListenAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A console whose API server and token endpoint take connections and never answer. */
class ConsoleLimitsTest {
  private static final String SESSION = "/api/namespaces/avatars/sessions/lobby";

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private int port;

  @BeforeEach
  void start() {
    var silent = wait(vertx.createNetServer().connectHandler(line -> {}).listen(0, "127.0.0.1"));
    var url = URI.create("http://127.0.0.1:" + silent.actualPort());
    var settings =
        new ConsoleSettings(
            new ListenAddress("127.0.0.1", 0),
            null,
            new Upstream(url, null),
            new Upstream(url, null),
            List.of(),
            new AudioGuard(true, false));
    port = wait(new ConsoleServer(vertx, settings, Clock.systemUTC()).start());
  }

  @AfterEach
  void stop() {
    vertx.close();
  }

  @Test
  void letsOnePersonWaitForFewTokensAtOnce() {
    assertRefused(IntStream.range(0, 5).mapToObj(call -> watch("ann")).toList());
  }

  @Test
  void letsSoManyWaitForTokensOnly() {
    assertRefused(IntStream.range(0, 65).mapToObj(call -> watch("person-" + call)).toList());
  }

  private static void assertRefused(List<CompletableFuture<HttpResponse<String>>> calls) {
    assertThat(CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new)))
        .succeedsWithin(Duration.ofSeconds(60));
    assertThat(calls)
        .filteredOn(CompletableFuture::isDone)
        .extracting(call -> call.join().body())
        .anySatisfy(body -> assertThat(body).contains("Too many calls for tokens"));
  }

  @Test
  void letsOnePersonSpeakInFewWindows() {
    // when
    for (int window = 0; window < 5; window++) {
      speak("ann");
    }
    // then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(refusals)
                    .contains("You speak in 4 windows at once already: close one of them."));
  }

  @Test
  void letsSoManyOfOneNetworkSpeakOnly() {
    // when
    for (int person = 0; person < 65; person++) {
      speak("person-" + person);
    }
    // then
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(refusals)
                    .contains(
                        "Too many people speak through this console at once: try again later."));
  }

  private CompletableFuture<HttpResponse<String>> watch(String token) {
    var url = URI.create("http://127.0.0.1:" + port + SESSION + "/token");
    var request =
        HttpRequest.newBuilder(url)
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.noBody())
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  private void speak(String token) {
    var options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(SESSION + "/say")
            .addHeader("Origin", "http://127.0.0.1:" + port);
    var client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(100));
    wait(client.connect(options).onSuccess(socket -> signIn(socket, token)));
  }

  private void signIn(WebSocket socket, String token) {
    socket.closeHandler(gone -> refusals.add(String.valueOf(socket.closeReason())));
    socket.writeTextMessage("{\"token\": \"" + token + "\"}");
  }

  private static <T> T wait(Future<T> done) {
    return done.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
