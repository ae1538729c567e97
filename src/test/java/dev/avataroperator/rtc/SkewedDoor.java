package dev.avataroperator.rtc;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.avataroperator.testing.LiveKitServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Passes calls on to a real LiveKit server, with the token that a caller with another clock would
 * have made for them.
 */
final class SkewedDoor implements AutoCloseable {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer door;
  private final LiveKitServer server;
  private final Duration skew;

  SkewedDoor(LiveKitServer server, Duration skew) throws IOException {
    this.server = server;
    this.skew = skew;
    door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.createContext("/", this::pass);
    door.start();
  }

  String url() {
    return "http://127.0.0.1:" + door.getAddress().getPort();
  }

  @Override
  public void close() {
    door.stop(0);
  }

  private void pass(HttpExchange exchange) throws IOException {
    var request =
        HttpRequest.newBuilder(server.httpUrl().resolve(exchange.getRequestURI().getPath()))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
            .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    try {
      var answer = http.send(request.build(), BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private String token() {
    var made = Instant.now().plus(skew);
    return JWT.create()
        .withIssuer(server.key())
        .withNotBefore(made)
        .withExpiresAt(made.plus(LIFE))
        .withClaim("video", Map.of("roomList", true, "roomAdmin", true))
        .sign(Algorithm.HMAC256(server.secret()));
  }
}
