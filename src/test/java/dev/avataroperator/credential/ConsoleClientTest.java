package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleClientTest {
  private static final String KEY = "key-0123456789";
  private static final Instant EXPIRY = Instant.parse("2030-01-02T03:04:05.678Z");

  @AutoClose private final ScriptedConsole console;
  private final ConsoleClient client = new ConsoleClient(Duration.ofSeconds(10));

  ConsoleClientTest() throws IOException {
    console = new ScriptedConsole();
  }

  @Test
  void asksForATokenByTheExpiryInUnixSecondsWithTheKeyInAHeader() throws MintException {
    // when
    var token = mint(console.root());

    // then
    assertThat(token).isEqualTo(SecretText.of("st-1"));
    var call = console.onlyCall();
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.headers().get("X-Api-Key")).containsExactly(KEY);
    assertThat(call.headers().get("Content-Type")).containsExactly("application/json");
    assertThat(call.body()).isEqualTo("{\"expireAt\":" + EXPIRY.getEpochSecond() + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "/, ''",
    "//, ''",
    "/v1/console, ''",
    "/v1/console/, ''",
    "/eu, /eu",
    "/eu/, /eu",
    "/eu/v1/console, /eu",
    "/v1/consoles, /v1/consoles"
  })
  void takesARootWithATrailingSlashOrTheConsolesPath(String root, String prefix)
      throws MintException {
    // when
    mint(URI.create(console.root() + root));

    // then
    assertThat(console.onlyCall().path()).isEqualTo(prefix + "/v1/auth/session-token");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ProtocolError, false",
    "401, SessionTokenInvalid, false",
    "402, BillingRequired, false",
    "403, AppUnrecognized, false",
    "404, AvatarNotFound, false",
    "408, ServiceUnavailable, true",
    "418, ProtocolError, false",
    "429, QuotaExceeded, true",
    "500, ServiceUnavailable, true",
    "502, ServiceUnavailable, true",
    "503, ServiceUnavailable, true",
    "201, ProtocolError, false",
    "204, ProtocolError, false",
    "302, ProtocolError, false"
  })
  void tellsByTheStatusWhatIsWrongAndWhetherItCanPass(
      int status, FailureCode code, boolean retryable) {
    // given
    console.answers(status, status == 204 ? "" : "{\"session_token\":\"st-1\"}");

    // when
    var refusal = refusal(console.root());

    // then
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.retryable()).isEqualTo(retryable);
    assertThat(refusal).hasMessageContaining(String.valueOf(status));
  }

  @Test
  void takes200WithErrorsForARefusal() {
    // given
    console.answers(200, "{\"session_token\":\"st-1\",\"errors\":[{\"detail\":\"not today\"}]}");

    // when
    var refusal = refusal(console.root());

    // then
    assertThat(refusal.code()).isEqualTo(FailureCode.ProtocolError);
    assertThat(refusal.retryable()).isFalse();
    assertThat(refusal).hasMessageContaining("not today");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"session_token\":\"\"}", "{\"token\":\"st-1\"}", "5", "<html>", ""})
  void takes200WithoutATokenForAnOutage(String body) {
    // given
    console.answers(200, body);

    // when
    var refusal = refusal(console.root());

    // then
    assertThat(refusal.code()).isEqualTo(FailureCode.ServiceUnavailable);
    assertThat(refusal.retryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 429, 500})
  void neverRepeatsTheKeyButSaysTheRest(int status) {
    // given
    var said = "the key " + KEY + " is " + KEY + "\\nof nobody";
    console.answers(
        status, "{\"errors\":[{\"detail\":\"" + said + "\",\"title\":\"" + KEY + "\"}]}");

    // when
    var refusal = refusal(console.root());

    // then
    assertThat(refusal)
        .hasMessageNotContaining(KEY)
        .hasMessageContaining("the key *** is *** of nobody");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 503})
  void neverRepeatsTheKeyOfAnAnswerThatIsNoJson(int status) {
    // given
    console.answers(status, "X-Api-Key: " + KEY);

    // then
    assertThat(refusal(console.root())).hasMessageNotContaining(KEY);
  }

  @Test
  void cutsLongAnswers() {
    // given
    console.answers(400, "{\"errors\":[{\"title\":\"" + "a".repeat(10_000) + "\"}]}");

    // then
    assertThat(refusal(console.root()).getMessage())
        .contains("a".repeat(200) + "…")
        .hasSizeLessThan(400);
  }

  @Test
  void takesAConsoleThatIsNotThereForAnOutage() {
    // given
    var root = console.root();
    console.close();

    // when
    var refusal = refusal(root);

    // then
    assertThat(refusal.code()).isEqualTo(FailureCode.ServiceUnavailable);
    assertThat(refusal.retryable()).isTrue();
    assertThat(refusal).hasMessageContaining(root.toString()).hasMessageNotContaining(KEY);
  }

  @Test
  @Timeout(20)
  void givesUpOnAnAnswerThatDoesNotEnd() {
    // given
    console.neverEndsItsAnswers();
    var hasty = new ConsoleClient(Duration.ofMillis(500));

    // when
    var refusal = MintRefusal.of(() -> hasty.mint(account(console.root(), KEY, null), EXPIRY));

    // then
    assertThat(refusal.code()).isEqualTo(FailureCode.ServiceUnavailable);
    assertThat(refusal.retryable()).isTrue();
  }

  @Test
  void refusesAnAnswerBeyondItsBound() {
    // given
    console.answers(200, " ".repeat(70_000) + "{\"session_token\":\"st-1\"}");

    // when
    var refusal = refusal(console.root());

    // then
    assertThat(refusal.code()).isEqualTo(FailureCode.ServiceUnavailable);
    assertThat(refusal).hasMessageContaining("64 KiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no PEM", "", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
  void saysThatACaBundleHoldsNoCertificates(String bundle) {
    // when
    var refusal = MintRefusal.of(() -> client.mint(account(console.root(), KEY, bundle), EXPIRY));

    // then
    assertThat(refusal.retryable()).isFalse();
    assertThat(refusal).hasMessageContaining("PEM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key-\n0123456789", "key-0123456789\r\nX-Other: 1"})
  void refusesAKeyWithALineBreakAndDoesNotRepeatIt(String key) {
    // when
    var refusal = MintRefusal.of(() -> client.mint(account(console.root(), key, null), EXPIRY));

    // then
    assertThat(refusal.code()).isEqualTo(FailureCode.SessionTokenInvalid);
    assertThat(refusal.retryable()).isFalse();
    assertThat(refusal).hasMessageNotContaining("0123456789").hasMessageContaining("line break");
  }

  private MintException refusal(URI root) {
    return MintRefusal.of(() -> mint(root));
  }

  private SecretText mint(URI root) throws MintException {
    return client.mint(account(root, KEY, null), EXPIRY);
  }

  private static ConsoleAccount account(URI root, String key, String caBundle) {
    return new ConsoleAccount(Dialect.SpatialReal, root, SecretText.of(key), caBundle);
  }
}
