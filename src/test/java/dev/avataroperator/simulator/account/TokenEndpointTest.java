package dev.avataroperator.simulator.account;

import static dev.avataroperator.simulator.RunningSimulator.API_KEY;
import static dev.avataroperator.simulator.RunningSimulator.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.simulator.RunningSimulator;
import dev.avataroperator.simulator.settings.SimulatorSettings.Quota;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {
  private static final String PATH = "/v1/auth/session-token";

  @Test
  void handsOutATokenForTheAccountsKey() {
    try (var simulator = new RunningSimulator()) {
      // when
      var response = simulator.requestToken();

      // then
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(new JsonObject(response.body()).getString("session_token")).isNotEmpty();
      assertThat(simulator.stats().getLong("mints")).isOne();
    }
  }

  @Test
  void refusesAnUnknownKeyInTheServicesErrorForm() {
    try (var simulator = new RunningSimulator()) {
      // when
      var response = simulator.post(PATH, "another-key", body(simulator, 3600));

      // then
      assertThat(response.statusCode()).isEqualTo(401);
      var error = new JsonObject(response.body()).getJsonArray("errors").getJsonObject(0);
      assertThat(error.fieldNames()).containsExactlyInAnyOrder("code", "detail", "title");
      assertThat(simulator.stats().getJsonObject("tokenCallsRefused").getLong("401")).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[1]",
        "{}",
        "{\"expireAt\":\"soon\"}",
        "{\"expireAt\":1.5}",
        "{\"expireAt\":1}",
        "{\"expireAt\":99999999999}"
      })
  void refusesAnExpiryThatIsNotAnIntegerWithinADay(String body) {
    try (var simulator = new RunningSimulator()) {
      // when
      var response = simulator.post(PATH, API_KEY, body);

      // then
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("errors");
    }
  }

  @Test
  void refusesABodyBeyondItsBound() {
    try (var simulator = new RunningSimulator()) {
      // when
      var response = simulator.post(PATH, API_KEY, " ".repeat(70_000));

      // then
      assertThat(response.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void servesBelowAPrefixButNotBelowTheOneThatClientsCutOff() {
    try (var simulator = new RunningSimulator()) {
      // when
      var prefixed = simulator.post("/eu" + PATH, API_KEY, body(simulator, 60));
      var uncut = simulator.post("/v1/console" + PATH, API_KEY, body(simulator, 60));

      // then
      assertThat(prefixed.statusCode()).isEqualTo(200);
      assertThat(uncut.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void refusesOtherMethods() {
    try (var simulator = new RunningSimulator()) {
      assertThat(simulator.get(PATH, API_KEY).statusCode()).isEqualTo(405);
    }
  }

  @Test
  void refusesATokenWhileAsManySessionsAreOpenAsTheAccountAllows() {
    var one = SETTINGS.withQuota(new Quota(1, Quota.Point.Mint));
    try (var simulator = new RunningSimulator(one)) {
      // given
      var open = simulator.dial();

      // then
      awaitTokenStatus(simulator, 429);

      // when
      open.close();

      // then
      awaitTokenStatus(simulator, 200);
    }
  }

  private static String body(RunningSimulator simulator, int secondsAhead) {
    var expiry = simulator.time.instant().plusSeconds(secondsAhead).getEpochSecond();
    return "{\"expireAt\":" + expiry + "}";
  }

  /** The server counts a connection a little later than the client sees it open or closed. */
  private static void awaitTokenStatus(RunningSimulator simulator, int status) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(simulator.requestToken().statusCode()).isEqualTo(status));
  }
}
