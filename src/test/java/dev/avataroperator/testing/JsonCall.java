package dev.avataroperator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls that send and get JSON, with a bearer token or none. */
public final class JsonCall {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonCall() {}

  /** A status and the body's fields, none where it isn't JSON; how long to wait, or null. */
  public record Answer(int status, JsonNode body, String retryAfter) {
    public String text(String field) {
      return body.path(field).asText();
    }
  }

  public static Answer post(String url, String token, String body) {
    return send(request(url, token).POST(BodyPublishers.ofString(body)));
  }

  public static Answer get(String url, String token) {
    return send(request(url, token).GET());
  }

  private static HttpRequest.Builder request(String url, String token) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
      var isJson =
          answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
      var wait = answer.headers().firstValue("Retry-After").orElse(null);
      return new Answer(answer.statusCode(), JSON.readTree(isJson ? answer.body() : "{}"), wait);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
