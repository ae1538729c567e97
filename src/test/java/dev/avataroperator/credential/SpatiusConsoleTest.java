package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpatiusConsoleTest {
  private static final String KEY = "key-0123456789";
  private static final Instant EXPIRY = Instant.parse("2030-01-02T03:04:05Z");

  @AutoClose private final ScriptedConsole console;
  private final ConsoleClient client = new ConsoleClient(Duration.ofSeconds(10));

  SpatiusConsoleTest() throws IOException {
    console = new ScriptedConsole();
    console.answers(200, "{\"sessionToken\":\"st-1\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/console, /v1/console/session-tokens",
    "/v1/console/, /v1/console/session-tokens",
    "'', /session-tokens"
  })
  void asksForATokenBelowTheConsolesUrl(String path, String expected) throws MintException {
    // when
    var token = mint(path);

    // then
    assertThat(token).isEqualTo(SecretText.of("st-1"));
    var call = console.onlyCall();
    assertThat(call.method() + " " + call.path()).isEqualTo("POST " + expected);
    assertThat(call.headers().get("X-Api-Key")).containsExactly(KEY);
    assertThat(call.body()).isEqualTo("{\"expireAt\":" + EXPIRY.getEpochSecond() + "}");
  }

  @Test
  void doesNotTakeTheOtherDialectsToken() {
    // given
    console.answers(200, "{\"session_token\":\"st-1\"}");

    // when
    var refusal = refusal();

    // then
    assertThat(refusal.code()).isEqualTo(FailureCode.ProtocolError);
    assertThat(refusal.retryable()).isFalse();
    assertThat(refusal).hasMessageContaining("write dialect SpatialReal instead of Spatius");
  }

  @ParameterizedTest
  @CsvSource({
    "400, '', ProtocolError, false",
    "400, App ID mismatch, AppUnrecognized, false",
    "401, '', SessionTokenInvalid, false",
    "402, '', BillingRequired, false",
    "403, Session denied, BillingRequired, false",
    "400, Credits exhausted, CreditsExhausted, false",
    "404, '', AppUnrecognized, false",
    "404, appIDUnrecognized, AppUnrecognized, false",
    "404, Avatar not found, AvatarNotFound, false",
    "408, '', ServiceUnavailable, true",
    "429, '', QuotaExceeded, true",
    "503, '', ServiceUnavailable, true",
    "503, Failed to create egress connection, ServiceUnavailable, true",
  })
  void tellsByTheWordsAndThenByTheStatusWhatIsWrong(
      int status, String words, FailureCode code, boolean retryable) {
    // given
    console.answers(status, "{\"message\":\"" + words + "\"}");

    // when
    var refusal = refusal();

    // then
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.retryable()).isEqualTo(retryable);
    assertThat(refusal).hasMessageContaining(status + "").hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"status\":402}', BillingRequired",
    "'{\"status\":\"404\",\"title\":\"Avatar not found\"}', AvatarNotFound",
    "'{\"detail\":\"no\"}', ProtocolError",
  })
  void takes200WithErrorsForTheStatusInThem(String error, FailureCode code) {
    // given
    console.answers(200, "{\"sessionToken\":\"st-1\",\"errors\":[" + error + "]}");

    // then
    assertThat(refusal().code()).isEqualTo(code);
  }

  private MintException refusal() {
    return MintRefusal.of(() -> mint("/v1/console"));
  }

  private SecretText mint(String path) throws MintException {
    var url = URI.create(console.root() + path);
    var account = new ConsoleAccount(Dialect.Spatius, url, SecretText.of(KEY), null);
    return client.mint(account, EXPIRY);
  }
}
