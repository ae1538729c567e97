package dev.avataroperator.testing;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import dev.avataroperator.credential.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Webhooks as LiveKit sends them, and as it doesn't. */
public record SignedWebhook(String body, String token, String type) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Of a room that was started, good for five minutes. */
  public static SignedWebhook of(String room, String key, String secret) {
    return of(room, key, secret, Instant.now().plusSeconds(300));
  }

  public static SignedWebhook of(String room, String key, String secret, Instant expires) {
    var body = "{\"event\":\"room_started\",\"id\":\"EV_1\",\"room\":{\"name\":\"" + room + "\"}}";
    var hash = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Sha256.hex(body)));
    var token =
        JWT.create()
            .withIssuer(key)
            .withExpiresAt(expires)
            .withClaim("sha256", hash)
            .sign(Algorithm.HMAC256(secret));
    return new SignedWebhook(body, token, "application/webhook+json");
  }

  public SignedWebhook withBody(String other) {
    return new SignedWebhook(other, token, type);
  }

  public SignedWebhook withToken(String other) {
    return new SignedWebhook(body, other, type);
  }

  public SignedWebhook withType(String other) {
    return new SignedWebhook(body, token, other);
  }

  /** The status that answers it. */
  public int post(URI url) {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type)
            .header("Authorization", token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new AssertionError("no answer to a webhook", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
