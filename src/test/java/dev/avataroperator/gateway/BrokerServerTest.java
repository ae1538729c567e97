package dev.avataroperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.gateway.BrokerBook.Shut;
import dev.avataroperator.simulator.RunningSimulator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerServerTest {
  @AutoClose private final BrokerRig broker = new BrokerRig();

  @BeforeEach
  void aSessionRunsForAWhile() {
    broker.simulator.time.move(Duration.ofMinutes(1));
    broker.admit(Dialect.SpatialReal, RunningSimulator.API_KEY);
  }

  @Test
  void mintsAnotherTokenForEveryCallAndEachOpensASession() {
    // when
    var first = BrokerRig.token(broker.call(BrokerRig.PATH, BrokerRig.KEY), "session_token");
    var second = BrokerRig.token(broker.call(BrokerRig.PATH, BrokerRig.KEY), "session_token");

    // then
    assertThat(first).isNotEqualTo(second);
    assertThat(broker.simulator.dial(broker.simulator.upgrade(first)).socket().isClosed())
        .isFalse();
    assertThat(broker.simulator.dial(broker.simulator.upgrade(second)).socket().isClosed())
        .isFalse();
  }

  @Test
  void servesTheOtherDialectsClientsToo() {
    // given
    broker.admit(Dialect.Spatius, RunningSimulator.API_KEY);

    // then
    assertThat(
            BrokerRig.token(
                broker.call("/some/prefix/session-tokens", BrokerRig.KEY), "sessionToken"))
        .isNotEmpty();
  }

  @Test
  void saysThatTheClientIsOfTheOtherDialect() {
    // when
    var answer = broker.call("/session-tokens", BrokerRig.KEY);

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("speaks the dialect SpatialReal");
  }

  @Test
  void shortensALifeThatIsLongerThanTheOperatorGrants() {
    // given
    var token =
        BrokerRig.token(
            broker.call(BrokerRig.PATH, BrokerRig.KEY, broker.expiring(Duration.ofDays(400))),
            "session_token");

    // when
    broker.simulator.time.move(Duration.ofMinutes(61));

    // then
    assertThat(broker.simulator.refusal(broker.simulator.upgrade(token))).isEqualTo(401);
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
    var answer = broker.call(BrokerRig.PATH, BrokerRig.KEY, body);

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(BrokerRig.error(answer)).contains(why);
  }

  @Test
  void refusesABodyThatIsTooLong() {
    assertThat(broker.call(BrokerRig.PATH, BrokerRig.KEY, "x".repeat(5_000)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void refusesAKeyThatNobodyHas() {
    assertThat(broker.call(BrokerRig.PATH, "another-key").statusCode()).isEqualTo(401);
    assertThat(broker.call(BrokerRig.PATH, "").statusCode()).isEqualTo(401);
  }

  @Test
  void refusesTheKeyOfTheAccountItself() {
    assertThat(broker.call(BrokerRig.PATH, RunningSimulator.API_KEY).statusCode()).isEqualTo(401);
  }

  @Test
  void refusesAKeyThatWasWithdrawnOrHasExpired() {
    // given
    broker.admit("other", "the-key-of-another", Duration.ofSeconds(5), broker.open());
    broker.simulator.time.move(Duration.ofSeconds(5));

    // when
    broker.book.withdraw("session");

    // then
    assertThat(broker.call(BrokerRig.PATH, BrokerRig.KEY).statusCode()).isEqualTo(401);
    assertThat(broker.call(BrokerRig.PATH, "the-key-of-another").statusCode()).isEqualTo(401);
  }

  @Test
  void holdsNothingAgainstAKeyJustAfterTheStart() {
    // given
    broker.simulator.time.move(Duration.ofSeconds(-50));

    // when
    var answer = broker.call(BrokerRig.PATH, "a-key-of-before-the-start");

    // then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void refusesAKeyThatWasWithdrawnSinceTheStartAtOnce() {
    // given
    broker.simulator.time.move(Duration.ofSeconds(-50));

    // when
    broker.book.withdraw("session");

    // then
    assertThat(broker.call(BrokerRig.PATH, BrokerRig.KEY).statusCode()).isEqualTo(401);
  }

  @Test
  void answersWhatTheSessionIsShutWith() {
    // when
    broker.book.shut("session", new Shut(429, "All 2 sessions are in use."));

    // then
    var answer = broker.call(BrokerRig.PATH, BrokerRig.KEY);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(BrokerRig.error(answer)).isEqualTo("All 2 sessions are in use.");
  }

  @Test
  void refusesASessionThatAsksTooOftenAndNoOther() {
    // given
    broker.admit("other", "the-key-of-another", Duration.ofHours(1), broker.open());

    // when
    for (int i = 0; i < 10; i++) {
      assertThat(broker.call(BrokerRig.PATH, BrokerRig.KEY).statusCode()).isEqualTo(200);
    }

    // then
    assertThat(broker.call(BrokerRig.PATH, BrokerRig.KEY).statusCode()).isEqualTo(429);
    assertThat(broker.call(BrokerRig.PATH, "the-key-of-another").statusCode()).isEqualTo(200);

    // when
    broker.simulator.time.move(Duration.ofSeconds(2));

    // then
    assertThat(broker.call(BrokerRig.PATH, BrokerRig.KEY).statusCode()).isEqualTo(200);
  }

  @Test
  void letsOthersGoOnWhileOneConsoleDoesNotAnswer() throws Exception {
    // given
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var hanging = broker.open("http://127.0.0.1:" + silent.getLocalPort());
      for (int each = 0; each < 5; each++) {
        broker.admit("hanging-" + each, "key-" + each, Duration.ofHours(1), hanging);
      }

      // when
      var calls =
          IntStream.range(0, 20)
              .mapToObj(call -> broker.calling(BrokerRig.PATH, "key-" + call % 5))
              .toList();
      await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() >= 4);

      // then
      assertThat(broker.call(BrokerRig.PATH, BrokerRig.KEY).statusCode()).isEqualTo(200);
      assertThat(calls)
          .filteredOn(CompletableFuture::isDone)
          .extracting(call -> call.join().statusCode())
          .containsOnly(503);
    }
  }

  @Test
  void letsASessionHaveFewCallsAtOnce() throws Exception {
    // given
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var hanging = broker.open("http://127.0.0.1:" + silent.getLocalPort());
      broker.admit("hanging", "key", Duration.ofHours(1), hanging);

      // when
      var calls =
          IntStream.range(0, 5).mapToObj(call -> broker.calling(BrokerRig.PATH, "key")).toList();

      // then
      assertThat(CompletableFuture.anyOf(calls.toArray(CompletableFuture[]::new)))
          .succeedsWithin(Duration.ofSeconds(60));
      assertThat(calls)
          .filteredOn(CompletableFuture::isDone)
          .extracting(call -> call.join().statusCode())
          .contains(429);
    }
  }

  @ParameterizedTest
  @CsvSource({"402,402", "403,403", "404,404", "429,429", "500,503", "503,503", "418,502"})
  void passesOnWhatTheServiceRefusesWith(int status, int passedOn) {
    // given
    broker.simulator.fault("{\"kind\":\"token\",\"status\":" + status + ",\"times\":0}");

    // when
    var answer = broker.call(BrokerRig.PATH, BrokerRig.KEY);

    // then
    assertThat(answer.statusCode()).isEqualTo(passedOn);
    assertThat(BrokerRig.error(answer)).contains("The console answered " + status);
  }

  @Test
  void doesNotBlameTheDriverForTheAccountsKey() {
    // given
    broker.admit(Dialect.SpatialReal, "not-the-key-of-the-account");

    // when
    var answer = broker.call(BrokerRig.PATH, BrokerRig.KEY);

    // then
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).doesNotContain("not-the-key-of-the-account");
  }

  @Test
  void servesPlainHttpOnLoopbackOnly() {
    assertThatThrownBy(() -> broker.on("0.0.0.0")).hasMessageContaining("--broker-tls-certificate");
  }
}
