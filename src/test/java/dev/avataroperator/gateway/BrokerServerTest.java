package dev.avataroperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.ConsoleClient;
import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.RollingToken.Previous;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.gateway.BrokerBook.Open;
import dev.avataroperator.gateway.BrokerBook.Shut;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.simulator.RunningSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A broker before a simulated avatar service. */
class BrokerServerTest {
  private static final String KEY = "the-key-of-this-session";
  private static final String PATH = "/v1/auth/session-token";

  @AutoClose private final RunningSimulator simulator = new RunningSimulator();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final BrokerBook book = new BrokerBook();
  private BrokerServer broker;
  private URI url;

  @BeforeEach
  void start() throws Exception {
    broker =
        new BrokerServer(
            vertx,
            settings("127.0.0.1"),
            book,
            new ConsoleClient(Duration.ofSeconds(10)),
            simulator.time);
    var port = broker.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    url = URI.create("http://127.0.0.1:" + port);
    simulator.time.move(Duration.ofMinutes(1));
    admit(Dialect.SpatialReal, RunningSimulator.API_KEY);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void mintsAnotherTokenForEveryCallAndEachOpensASession() {
    // when
    var first = token(call(PATH, KEY), "session_token");
    var second = token(call(PATH, KEY), "session_token");

    // then
    assertThat(first).isNotEqualTo(second);
    assertThat(simulator.dial(simulator.upgrade(first)).socket().isClosed()).isFalse();
    assertThat(simulator.dial(simulator.upgrade(second)).socket().isClosed()).isFalse();
  }

  @Test
  void servesTheOtherDialectsClientsToo() {
    // given
    admit(Dialect.Spatius, RunningSimulator.API_KEY);

    // then
    assertThat(token(call("/some/prefix/session-tokens", KEY), "sessionToken")).isNotEmpty();
  }

  @Test
  void saysThatTheClientIsOfTheOtherDialect() {
    // when
    var answer = call("/session-tokens", KEY);

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("speaks the dialect SpatialReal");
  }

  @Test
  void shortensALifeThatIsLongerThanTheOperatorGrants() {
    // given
    var token = token(call(PATH, KEY, expiring(Duration.ofDays(400))), "session_token");

    // when
    simulator.time.move(Duration.ofMinutes(61));

    // then
    assertThat(simulator.refusal(simulator.upgrade(token))).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                     | expireAt must be an integer
          {"expireAt":"tomorrow"} | expireAt must be an integer
          {"expireAt":12}        | in the past
          []                     | not a JSON object
          """)
  void refusesABodyThatIsNoTokenCall(String body, String why) {
    // when
    var answer = call(PATH, KEY, body);

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error(answer)).contains(why);
  }

  @Test
  void refusesABodyThatIsTooLong() {
    assertThat(call(PATH, KEY, "x".repeat(5_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void refusesAKeyThatNobodyHas() {
    assertThat(call(PATH, "another-key").statusCode()).isEqualTo(401);
    assertThat(call(PATH, "").statusCode()).isEqualTo(401);
  }

  @Test
  void refusesTheKeyOfTheAccountItself() {
    assertThat(call(PATH, RunningSimulator.API_KEY).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesAKeyThatWasWithdrawnOrHasExpired() {
    // given
    admit("other", "the-key-of-another", Duration.ofSeconds(5), open());
    simulator.time.move(Duration.ofSeconds(5));

    // when
    book.withdraw("session");

    // then
    assertThat(call(PATH, KEY).statusCode()).isEqualTo(401);
    assertThat(call(PATH, "the-key-of-another").statusCode()).isEqualTo(401);
  }

  @Test
  void holdsNothingAgainstAKeyJustAfterTheStart() {
    // given
    book.withdraw("session");
    simulator.time.move(Duration.ofSeconds(-50));

    // when
    var answer = call(PATH, KEY);

    // then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void answersWhatTheSessionIsShutWith() {
    // when
    book.shut("session", new Shut(429, "All 2 sessions are in use."));

    // then
    var answer = call(PATH, KEY);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(error(answer)).isEqualTo("All 2 sessions are in use.");
  }

  @Test
  void refusesASessionThatAsksTooOftenAndNoOther() {
    // given
    admit("other", "the-key-of-another", Duration.ofHours(1), open());

    // when
    for (int i = 0; i < 10; i++) {
      assertThat(call(PATH, KEY).statusCode()).isEqualTo(200);
    }

    // then
    assertThat(call(PATH, KEY).statusCode()).isEqualTo(429);
    assertThat(call(PATH, "the-key-of-another").statusCode()).isEqualTo(200);

    // when
    simulator.time.move(Duration.ofSeconds(2));

    // then
    assertThat(call(PATH, KEY).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"402,402", "403,403", "404,404", "429,429", "500,503", "503,503", "418,502"})
  void passesOnWhatTheServiceRefusesWith(int status, int passedOn) {
    // given
    simulator.fault("{\"kind\":\"token\",\"status\":" + status + ",\"times\":0}");

    // when
    var answer = call(PATH, KEY);

    // then
    assertThat(answer.statusCode()).isEqualTo(passedOn);
    assertThat(error(answer)).contains("The console answered " + status);
  }

  @Test
  void doesNotBlameTheDriverForTheAccountsKey() {
    // given
    admit(Dialect.SpatialReal, "not-the-key-of-the-account");

    // when
    var answer = call(PATH, KEY);

    // then
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).doesNotContain("not-the-key-of-the-account");
  }

  @Test
  void servesPlainHttpOnLoopbackOnly() {
    assertThatThrownBy(
            () -> new BrokerServer(vertx, settings("0.0.0.0"), book, null, simulator.time))
        .hasMessageContaining("--tls-certificate");
  }

  private static BrokerSettings settings(String host) {
    return new BrokerSettings(new ListenAddress(host, 0), null, Duration.ofHours(1));
  }

  private void admit(Dialect dialect, String apiKey) {
    var account = new ConsoleAccount(dialect, simulator.url(), SecretText.of(apiKey), null);
    admit("session", KEY, Duration.ofHours(24), new Open(account));
  }

  private void admit(String session, String key, Duration life, BrokerBook.Access access) {
    var until = simulator.time.instant().plus(life);
    book.admit(session, List.of(new Previous(Sha256.hex(key), until)), access);
  }

  private Open open() {
    return new Open(
        new ConsoleAccount(
            Dialect.SpatialReal, simulator.url(), SecretText.of(RunningSimulator.API_KEY), null));
  }

  private String expiring(Duration life) {
    return "{\"expireAt\":" + simulator.time.instant().plus(life).getEpochSecond() + "}";
  }

  private HttpResponse<String> call(String path, String key) {
    return call(path, key, expiring(Duration.ofHours(1)));
  }

  private HttpResponse<String> call(String path, String key, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .header("X-Api-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String token(HttpResponse<String> answer, String field) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body()).getString(field);
  }

  private static String error(HttpResponse<String> answer) {
    return new JsonObject(answer.body())
        .getJsonArray("errors")
        .getJsonObject(0)
        .getString("detail");
  }
}
