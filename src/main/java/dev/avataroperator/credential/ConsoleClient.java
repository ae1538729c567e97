package dev.avataroperator.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The console's token call of the SpatialReal dialect: {@code POST <root>/v1/auth/session-token}
 * with {@code X-Api-Key} and {@code {"expireAt": <unix seconds>}}; success is exactly 200 with a
 * non-empty {@code session_token} and no errors.
 */
public final class ConsoleClient implements SessionTokenMinter {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int MAX_DETAIL = 200;
  private static final int MAX_BODY = 64 * 1024;

  private final Map<String, HttpClient> clients = new ConcurrentHashMap<>();
  private final ObjectMapper json = new ObjectMapper();

  @Override
  public SecretText mint(ConsoleAccount account, Instant expiresAt) throws MintException {
    var request =
        HttpRequest.newBuilder(tokenUrl(account.consoleUrl()))
            .timeout(DEADLINE)
            .header("X-Api-Key", account.apiKey().reveal())
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"expireAt\":" + expiresAt.getEpochSecond() + "}"))
            .build();
    try {
      var response = client(account.caBundle()).send(request, BodyHandlers.ofInputStream());
      return token(response.statusCode(), body(response), account.apiKey());
    } catch (IOException e) {
      throw new MintException(
          FailureCode.ServiceUnavailable,
          true,
          "The console at " + account.consoleUrl() + " can't be reached: " + describe(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MintException(FailureCode.ServiceUnavailable, true, "The operator is stopping.");
    }
  }

  /** A root may be given with a trailing slash or {@code /v1/console}; both are dropped. */
  static URI tokenUrl(URI root) {
    var base = root.toString().replaceAll("/+$", "");
    if (base.endsWith("/v1/console")) {
      base = base.substring(0, base.length() - "/v1/console".length());
    }
    return URI.create(base + "/v1/auth/session-token");
  }

  private SecretText token(int status, String body, SecretText apiKey) throws MintException {
    if (status != 200) {
      throw ConsoleErrors.of(status, detail(body, apiKey));
    }
    var reply = parse(body);
    var errors = reply.path("errors");
    if (errors.isArray() && !errors.isEmpty()) {
      throw ConsoleErrors.of(400, detail(body, apiKey));
    }
    var token = reply.path("session_token").asText("");
    if (token.isEmpty()) {
      throw new MintException(
          FailureCode.ProtocolError,
          true,
          "The console answered 200 without a session_token; is dialect right for this service?");
    }
    return SecretText.of(token);
  }

  private JsonNode parse(String body) throws MintException {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      throw new MintException(
          FailureCode.ProtocolError, true, "The console's answer isn't JSON; is consoleUrl right?");
    }
  }

  /** The console's own words, without the key should it repeat it. */
  private String detail(String body, SecretText apiKey) {
    try {
      var error = json.readTree(body).path("errors").path(0);
      var said = error.path("detail").asText(error.path("title").asText(""));
      var safe = said.replace(apiKey.reveal(), "***").replaceAll("\\p{Cntrl}", " ");
      return safe.length() > MAX_DETAIL ? safe.substring(0, MAX_DETAIL) + "…" : safe;
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private static String body(HttpResponse<InputStream> response) throws IOException {
    try (var stream = response.body()) {
      return new String(stream.readNBytes(MAX_BODY), StandardCharsets.UTF_8);
    }
  }

  private static String describe(IOException e) {
    var message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
  }

  private HttpClient client(String caBundle) {
    return clients.computeIfAbsent(
        caBundle == null ? "" : caBundle,
        pem -> {
          var builder =
              HttpClient.newBuilder()
                  .version(HttpClient.Version.HTTP_1_1)
                  .connectTimeout(CONNECT)
                  .followRedirects(HttpClient.Redirect.NEVER);
          if (!pem.isEmpty()) {
            builder.sslContext(TrustedBundle.context(pem));
          }
          return builder.build();
        });
  }
}
