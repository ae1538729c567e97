package dev.avataroperator.rtc;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Passes calls on to a real LiveKit server. */
final class LiveKitDoor implements AutoCloseable {
  private static final Duration LIFE = Duration.ofMinutes(10);

  final AtomicInteger calls = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer door;
  private final LiveKitServer server;

  /** What happens while a call is passed on. */
  private volatile Runnable meanwhile = () -> {};

  private volatile Optional<Duration> skew = Optional.empty();

  private LiveKitDoor(LiveKitServer server, HttpServer door) {
    this.server = server;
    this.door = door;
    door.createContext("/", this::pass);
    door.start();
  }

  static LiveKitDoor plain(LiveKitServer server) throws IOException {
    return new LiveKitDoor(server, HttpServer.create(anyPort(), 0));
  }

  /** With the token that a caller with another clock would have made. */
  static LiveKitDoor skewed(LiveKitServer server, Duration skew) throws IOException {
    var door = plain(server);
    door.skew = Optional.of(skew);
    return door;
  }

  static LiveKitDoor secure(LiveKitServer server, TestCertificate certificate) throws Exception {
    var password = certificate.password().toCharArray();
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(certificate.keyStore())) {
      store.load(in, password);
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    var door = HttpsServer.create(anyPort(), 0);
    door.setHttpsConfigurator(new HttpsConfigurator(context));
    return new LiveKitDoor(server, door);
  }

  void meanwhile(Runnable happening) {
    meanwhile = happening;
  }

  String url() {
    var scheme = door instanceof HttpsServer ? "https" : "http";
    return scheme + "://127.0.0.1:" + door.getAddress().getPort();
  }

  @Override
  public void close() {
    door.stop(0);
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void pass(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    var own = exchange.getRequestHeaders().getFirst("Authorization");
    var request =
        HttpRequest.newBuilder(server.httpUrl().resolve(exchange.getRequestURI().getPath()))
            .header("Authorization", skew.map(this::token).orElse(own))
            .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
            .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    try {
      var answer = http.send(request.build(), BodyHandlers.ofByteArray());
      meanwhile.run();
      // To HttpServer 0 is a body of unknown length, and -1 is none.
      var length = answer.body().length == 0 ? -1 : answer.body().length;
      exchange.sendResponseHeaders(answer.statusCode(), length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private String token(Duration skew) {
    var made = Instant.now().plus(skew);
    var token =
        JWT.create()
            .withIssuer(server.key())
            .withNotBefore(made)
            .withExpiresAt(made.plus(LIFE))
            .withClaim("video", Map.of("roomList", true, "roomAdmin", true))
            .sign(Algorithm.HMAC256(server.secret()));
    return "Bearer " + token;
  }
}
