package dev.avataroperator.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.avataroperator.net.ConnectProblem;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The console's token call: a POST with {@code X-Api-Key} and {@code {"expireAt": <unix seconds>}};
 * success is exactly 200 with a non-empty token and no errors. The path, the token's name and the
 * meaning of a refusal are the dialect's.
 */
public final class ConsoleClient implements SessionTokenMinter {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MAX_DETAIL = 200;
  private static final int MAX_TRUSTS = 64;

  private final Duration deadline;
  private final Map<String, HttpClient> clients =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, HttpClient> eldest) {
          return size() > MAX_TRUSTS;
        }
      };
  private final ObjectMapper json = new ObjectMapper();

  /** The deadline bounds a whole call: connecting, asking and reading the answer. */
  public ConsoleClient(Duration deadline) {
    this.deadline = deadline;
  }

  @Override
  public SecretText mint(ConsoleAccount account, Instant expiresAt) throws MintException {
    var client = client(account.caBundle());
    var call = client.sendAsync(request(account, expiresAt), BoundedText.handler());
    try {
      var response = call.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return token(response, account);
    } catch (ExecutionException e) {
      throw unreachable(account, ConnectProblem.of(e.getCause(), "caBundleSecretRef"));
    } catch (TimeoutException e) {
      throw unreachable(account, "no answer in " + deadline.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MintException(FailureCode.ServiceUnavailable, true, "The operator is stopping.");
    } finally {
      call.cancel(true);
    }
  }

  private HttpRequest request(ConsoleAccount account, Instant expiresAt) throws MintException {
    try {
      return HttpRequest.newBuilder(TokenCall.of(account.dialect()).url(account.consoleUrl()))
          .timeout(deadline)
          .header("X-Api-Key", account.apiKey().reveal())
          .header("Content-Type", "application/json")
          .POST(
              HttpRequest.BodyPublishers.ofString(
                  "{\"expireAt\":" + expiresAt.getEpochSecond() + "}"))
          .build();
    } catch (IllegalArgumentException e) {
      throw new MintException(
          FailureCode.SessionTokenInvalid,
          false,
          "The API key can't be sent in a header: it holds a line break or a control character.");
    }
  }

  private SecretText token(HttpResponse<String> response, ConsoleAccount account)
      throws MintException {
    var dialect = account.dialect();
    if (response.statusCode() != 200) {
      var said = said(response.body(), account.apiKey());
      throw ConsoleErrors.of(dialect, response.statusCode(), said);
    }
    var reply = parse(response.body());
    var errors = reply.path("errors");
    if (errors.isArray() && !errors.isEmpty()) {
      var status = dialect == Dialect.Spatius ? errors.path(0).path("status").asInt(400) : 400;
      throw ConsoleErrors.of(dialect, status, said(response.body(), account.apiKey()));
    }
    var field = TokenCall.of(dialect).tokenField();
    var token = reply.path(field).asText("");
    if (token.isEmpty()) {
      throw withoutToken(reply, dialect);
    }
    return SecretText.of(token);
  }

  /** Only the other dialect's token tells of a mistake; anything else may be a proxy's or pass. */
  private static MintException withoutToken(JsonNode reply, Dialect dialect) {
    var other = dialect == Dialect.Spatius ? Dialect.SpatialReal : Dialect.Spatius;
    if (!reply.path(TokenCall.of(other).tokenField()).asText("").isEmpty()) {
      return new MintException(
          FailureCode.ProtocolError,
          false,
          "The console answered 200 with a token of dialect "
              + other
              + ": write dialect "
              + other
              + " instead of "
              + dialect
              + ".");
    }
    return new MintException(
        FailureCode.ServiceUnavailable,
        true,
        "The console answered 200 without a "
            + TokenCall.of(dialect).tokenField()
            + ": if that lasts, check consoleUrl and dialect.");
  }

  private JsonNode parse(String body) throws MintException {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new MintException(
          FailureCode.ServiceUnavailable,
          true,
          "The console answered 200 without JSON: if that lasts, check consoleUrl.");
    }
  }

  /** The console's own words, without the key should it repeat it. */
  private String said(String body, SecretText apiKey) {
    try {
      var reply = json.readTree(body);
      var errors = reply.path("errors");
      var error = errors.isArray() && !errors.isEmpty() ? errors.path(0) : reply;
      var said =
          Stream.of("detail", "message", "title", "code")
              .map(name -> error.path(name).asText(""))
              .filter(text -> !text.isBlank())
              .findFirst()
              .orElse("");
      var safe = said.replace(apiKey.reveal(), "***").replaceAll("\\p{Cntrl}", " ");
      return safe.length() > MAX_DETAIL ? safe.substring(0, MAX_DETAIL) + "…" : safe;
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private static MintException unreachable(ConsoleAccount account, String why) {
    return new MintException(
        FailureCode.ServiceUnavailable,
        true,
        "The console at " + account.consoleUrl() + " can't be reached: " + why);
  }

  private HttpClient client(String caBundle) throws MintException {
    synchronized (clients) {
      var known = clients.get(caBundle == null ? "" : caBundle);
      if (known == null) {
        known = connecting(caBundle);
        clients.put(caBundle == null ? "" : caBundle, known);
      }
      return known;
    }
  }

  private static HttpClient connecting(String caBundle) throws MintException {
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER);
    try {
      return caBundle == null
          ? builder.build()
          : builder.sslContext(TrustedBundle.context(caBundle)).build();
    } catch (IllegalArgumentException e) {
      throw new MintException(
          FailureCode.InvalidEgressConfig, false, "caBundleSecretRef: " + e.getMessage());
    }
  }
}
