package dev.avataroperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.testing.JsonCall;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointTest {
  private static final Caller ANN = new Caller("ann", "1", List.of(), Map.of());

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final AtomicInteger asks = new AtomicInteger();
  private volatile CountDownLatch cluster = new CountDownLatch(0);
  private volatile TokenRequest asked;
  private String url;

  @BeforeEach
  void start() throws Exception {
    Visits visits =
        (namespace, session, request) -> {
          asked = request;
          return Map.of("participant_token", SecretText.of(namespace + "/" + session));
        };
    var parts = new TokenServer.Parts(new Everybody(), visits, () -> 0);
    var server = new TokenServer(vertx, new ListenAddress("127.0.0.1", 0), null, parts);
    var starting = server.start().toCompletionStage().toCompletableFuture();
    url =
        "http://127.0.0.1:"
            + starting.get(10, TimeUnit.SECONDS)
            + "/v1/namespaces/avatars/avatarsessions/lobby/token";
  }

  @AfterEach
  void stop() {
    vertx.close();
    callers.shutdownNow();
  }

  @Test
  void takesWhatTheSdksSend() {
    // when
    var answer = JsonCall.post(url + "?role=Agent", "good", "{\"participant_name\": \"Ann\"}");
    // then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("participant_token")).isEqualTo("avatars/lobby");
    assertThat(asked.name()).isEqualTo("Ann");
    assertThat(asked.role()).isEqualTo("Agent");
    assertThat(asked.identity()).isNull();
  }

  @Test
  void takesAnEmptyTextForAnAbsentOne() {
    // when
    JsonCall.post(url, "good", "{\"room_name\": \"\", \"participant_identity\": \" \"}");
    // then
    assertThat(asked.room()).isNull();
    assertThat(asked.identity()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                       | not a JSON object
          {"room_name": 5}                         | room_name must be a string
          {"room_config": {}}                      | room_config can't be set here
          {"participant_identity": "a\\nb"}        | control characters
          {"participant_attributes": []}           | an object of at most 16 strings
          {"participant_attributes": {"a": 5}}     | must be a string
          {"participant_attributes": {"lk.a": ""}} | not for visitors
          """)
  void saysWhatIsWrongInTheBody(String body, String message) {
    // when
    var answer = JsonCall.post(url, "good", body);
    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).contains(message);
  }

  @Test
  void refusesABodyThatIsTooLong() {
    assertThat(JsonCall.post(url, "good", "{\"a\": \"" + "x".repeat(20_000) + "\"}").status())
        .isEqualTo(413);
  }

  @Test
  void refusesMoreCallsOfOneUserThanOthersCanBear() {
    // given
    for (int call = 0; call < 50; call++) {
      JsonCall.post(url, "good", "{}");
    }
    // then
    assertThat(JsonCall.post(url, "good", "{}").status()).isEqualTo(429);
  }

  @Test
  void asksTheClusterNoMoreAboutAnAddressThatMakesUpTokens() {
    // given
    for (int call = 0; call < 100; call++) {
      assertThat(JsonCall.post(url, "made.up." + call, "{}").status()).isEqualTo(401);
    }
    // when
    var answer = JsonCall.post(url, "made.up", "{}");
    // then
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.retryAfter()).isEqualTo("1");
    assertThat(asks).hasValue(100);
  }

  @Test
  void asksTheClusterAboutSoManyOfAnAddressAtOnceOnly() {
    // given
    cluster = new CountDownLatch(1);
    var calls =
        IntStream.range(0, 20)
            .mapToObj(call -> CompletableFuture.supplyAsync(() -> status("good"), callers))
            .toList();
    // when
    await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 4);
    // then
    assertThat(calls).filteredOn(CompletableFuture::isDone).allMatch(call -> call.join() == 503);
    assertThat(asks).hasValueLessThanOrEqualTo(16);
    // when
    cluster.countDown();
    // then
    assertThat(calls).extracting(CompletableFuture::join).containsOnly(201, 503);
  }

  private int status(String token) {
    return JsonCall.post(url, token, "{}").status();
  }

  @Test
  void knowsOnePathAndOneMethod() {
    assertThat(JsonCall.get(url, "good").status()).isEqualTo(405);
    assertThat(JsonCall.post(url + "s", "good", "{}").status()).isEqualTo(404);
  }

  @Test
  void listensBeyondLoopbackWithTlsOnly() {
    // given
    var parts = new TokenServer.Parts(new Everybody(), null, () -> 0);
    // then
    Assertions.assertThatThrownBy(
            () -> new TokenServer(vertx, new ListenAddress("0.0.0.0", 0), null, parts))
        .hasMessageContaining("--tls-certificate");
  }

  /** A cluster that knows Ann by one token and lets her do everything. */
  private final class Everybody implements Callers {
    @Override
    public Optional<Caller> authenticate(SecretText token) {
      asks.incrementAndGet();
      awaitCluster();
      return token.reveal().equals("good") ? Optional.of(ANN) : Optional.empty();
    }

    private void awaitCluster() {
      try {
        assertThat(cluster.await(60, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean mayVisit(Caller caller, String namespace, String session) {
      return true;
    }
  }
}
