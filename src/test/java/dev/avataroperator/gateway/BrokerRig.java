package dev.avataroperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.ConsoleClient;
import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.RollingToken.Previous;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.gateway.BrokerBook.Open;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.simulator.RunningSimulator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A broker before a simulated avatar service, and calls to it. */
final class BrokerRig implements AutoCloseable {
  static final String KEY = "the-key-of-this-session";
  static final String PATH = "/v1/auth/session-token";

  final RunningSimulator simulator = new RunningSimulator();
  final BrokerBook book = new BrokerBook();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final BrokerServer broker = on("127.0.0.1");
  private final int port = await(broker.start());

  BrokerServer on(String host) {
    var settings = new BrokerSettings(new ListenAddress(host, 0), null, Duration.ofHours(1));
    var minter = new ConsoleClient(Duration.ofSeconds(10));
    var parts = new BrokerServer.Parts(minter, simulator.time, simulator.time);
    return new BrokerServer(vertx, settings, book, parts);
  }

  void admit(Dialect dialect, String apiKey) {
    admit("session", KEY, Duration.ofHours(24), open(dialect, apiKey));
  }

  void admit(String session, String key, Duration life, BrokerBook.Access access) {
    var until = simulator.time.instant().plus(life);
    book.admit(session, List.of(new Previous(Sha256.hex(key), until)), access);
  }

  Open open() {
    return open(Dialect.SpatialReal, RunningSimulator.API_KEY);
  }

  /** The simulator's account, at another console. */
  Open open(String consoleUrl) {
    var key = SecretText.of(RunningSimulator.API_KEY);
    return new Open(new ConsoleAccount(Dialect.SpatialReal, URI.create(consoleUrl), key, null));
  }

  private Open open(Dialect dialect, String apiKey) {
    return new Open(new ConsoleAccount(dialect, simulator.url(), SecretText.of(apiKey), null));
  }

  String expiring(Duration life) {
    return "{\"expireAt\":" + simulator.time.instant().plus(life).getEpochSecond() + "}";
  }

  HttpResponse<String> call(String path, String key) {
    return call(path, key, expiring(Duration.ofHours(1)));
  }

  HttpResponse<String> call(String path, String key, String body) {
    try {
      return http.send(request(path, key, body), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Goes on while nobody answers. */
  CompletableFuture<HttpResponse<String>> calling(String path, String key) {
    var request = request(path, key, expiring(Duration.ofHours(1)));
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String key, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(60))
        .header("X-Api-Key", key)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  static String token(HttpResponse<String> answer, String field) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body()).getString(field);
  }

  static String error(HttpResponse<String> answer) {
    var errors = new JsonObject(answer.body()).getJsonArray("errors");
    return errors.getJsonObject(0).getString("detail");
  }

  @Override
  public void close() {
    await(broker.close());
    await(vertx.close());
    simulator.close();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
