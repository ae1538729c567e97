package dev.avataroperator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.testing.JsonCall;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A console whose API server doesn't answer. */
class ConsoleServerTest {
  private static final String SAY = "/api/namespaces/avatars/sessions/lobby/say";

  private final Vertx vertx = Vertx.vertx();
  private int port;

  @BeforeEach
  void start() {
    port = wait(new ConsoleServer(vertx, settings("127.0.0.1"), Clock.systemUTC()).start());
  }

  @AfterEach
  void stop() {
    vertx.close();
  }

  @Test
  void allowsThePageNothingOfOthers() throws Exception {
    // when
    var page = get("/");
    // then
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("<script>", "style=", "http://", "https://");
    var headers = page.headers();
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .contains("connect-src 'self' wss://lk.example.com https://lk.example.com")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/nothing.js",
        "/page/../reasons.md",
        "/page/%2e%2e/reasons.md",
        "/page/vendor/../../reasons.md",
        "/page/vendor/README.md",
        "/nothing"
      })
  void servesNothingButThePagesFiles(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void asksForATokenBeforeAnythingElse() {
    for (var path : List.of("/api/me", "/api/sessions")) {
      assertThat(JsonCall.get(url() + path, null).status()).as(path).isEqualTo(401);
    }
    var suspend = url() + "/api/namespaces/avatars/sessions/lobby/suspend";
    assertThat(JsonCall.post(suspend, null, "").status()).isEqualTo(401);
  }

  @Test
  void takesNoNameThatLeadsElsewhere() {
    for (var name : List.of("..%2F..%2Fsecrets", "a%3Fb", "A")) {
      var path = url() + "/api/namespaces/avatars/sessions/" + name + "/suspend";
      assertThat(JsonCall.post(path, "good", "").status()).as(name).isEqualTo(404);
    }
    assertThat(JsonCall.get(url() + "/api/sessions?namespace=a%2Fb", "good").status())
        .isEqualTo(404);
  }

  @Test
  void saysThatTheApiServerIsAway() {
    // when
    var answer = JsonCall.get(url() + "/api/sessions", "good");
    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("message")).contains("can't be reached", "refuses connections");
  }

  @Test
  void letsNoOtherPageSpeak() {
    assertThatThrownBy(() -> wait(speak("http://elsewhere.example.com")))
        .hasRootCauseInstanceOf(UpgradeRejectedException.class);
    assertThatThrownBy(() -> wait(speak(null)))
        .hasRootCauseInstanceOf(UpgradeRejectedException.class);
  }

  @Test
  void closesASpeakerWhoDoesNotSignIn() {
    // given
    var closed = new CompletableFuture<Short>();
    // when
    wait(
        speak(url())
            .onSuccess(
                socket -> {
                  socket.closeHandler(gone -> closed.complete(socket.closeStatusCode()));
                  socket.writeBinaryMessage(Buffer.buffer("audio"));
                }));
    // then
    assertThat(closed.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo((short) 4401);
  }

  @Test
  void listensBeyondLoopbackWithTlsOnly() {
    assertThatThrownBy(() -> new ConsoleServer(vertx, settings("0.0.0.0"), Clock.systemUTC()))
        .hasMessageContaining("--tls-certificate");
  }

  private static ConsoleSettings settings(String host) {
    var away = Upstream.of("--kubernetes-url", URI.create("http://127.0.0.1:1"), null);
    return new ConsoleSettings(
        new ListenAddress(host, 0),
        null,
        away,
        null,
        List.of(URI.create("wss://lk.example.com")),
        new AudioGuard(true, false));
  }

  private Future<WebSocket> speak(String origin) {
    var options = new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(SAY);
    options.setAllowOriginHeader(origin != null);
    if (origin != null) {
      options.addHeader("Origin", origin);
    }
    return vertx.createWebSocketClient().connect(options);
  }

  private HttpResponse<String> get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private String url() {
    return "http://127.0.0.1:" + port;
  }

  private static <T> T wait(Future<T> done) {
    return done.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
