package dev.avataroperator.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.WireJson;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.EgressSettings;
import dev.avataroperator.egress.WebSocketEgress;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.simulator.SimulatedService;
import dev.avataroperator.simulator.settings.SimulatorSettings;
import dev.avataroperator.simulator.settings.Sources;
import dev.avataroperator.testing.IngestClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A worker and a simulated avatar service on free ports, and ways to talk to both. */
public final class WorkerRig implements AutoCloseable {
  static final String POOL_TOKEN = "pool-token";
  private static final String API_KEY = "the-key";
  private static final int WAV_HEADER = 44;
  private static final String APP = "app-1";

  final ObjectMapper json = WireJson.mapper();
  final Vertx vertx = Vertx.vertx();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WorkerServer worker;
  private final int servicePort;
  private final int port;
  private final AtomicLong ahead = new AtomicLong();
  private long generation;

  WorkerRig(Path directory) {
    this(directory, 20, 64 << 20);
  }

  /** One that two sessions and a mebibyte of audio fill. */
  static WorkerRig small(Path directory) {
    return new WorkerRig(directory, 2, 1 << 20);
  }

  WorkerRig(Path directory, int sessions, long budget) {
    try {
      Files.writeString(directory.resolve("token"), POOL_TOKEN + "\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    var timing =
        new SimulatorSettings.Timing(
            Duration.ofMillis(20), Duration.ofMinutes(1), Duration.ofMillis(0));
    var simulator = SimulatorSettings.of(APP, SecretText.of(API_KEY)).withTiming(timing);
    servicePort =
        await(
            new SimulatedService(vertx, simulator, Sources.real())
                .listen(new ListenAddress("127.0.0.1", 0), null));
    var settings =
        new WorkerSettings(
            new ListenAddress("127.0.0.1", 0),
            directory.resolve("token"),
            null,
            sessions,
            budget,
            List.of(),
            true);
    var egress = new WebSocketEgress(vertx, EgressSettings.defaults(), System::nanoTime);
    var parts = new WorkerServer.Parts(egress, metrics, Clock.systemUTC(), this::nanoTime);
    worker = new WorkerServer(vertx, settings, parts);
    port = await(worker.start());
  }

  /** Lets time pass for the worker. */
  void pass(Duration time) {
    ahead.addAndGet(time.toNanos());
  }

  /** What the worker does every second, now. */
  void tick() {
    worker.everySecond();
  }

  private long nanoTime() {
    return System.nanoTime() + ahead.get();
  }

  /** A client that pushes audio to the session, with its token. */
  IngestClient ingest(String uid) {
    return IngestClient.dial(ingestUrl(uid), Orders.INGEST_TOKEN);
  }

  String ingestUrl(String uid) {
    return "ws://127.0.0.1:" + port + "/v1/sessions/" + uid + "/audio";
  }

  int port() {
    return port;
  }

  String ingressUrl() {
    return "ws://127.0.0.1:" + servicePort + "/v2/driveningress";
  }

  /** A session token that the simulated service accepts once. */
  Assignment.SessionToken sessionToken() {
    var expiry = Instant.now().plusSeconds(3600);
    var answer =
        send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + servicePort + "/v1/auth/session-token"))
                .header("X-Api-Key", API_KEY)
                .POST(BodyPublishers.ofString("{\"expireAt\":" + expiry.getEpochSecond() + "}")));
    var token = new JsonObject(answer.body()).getString("session_token");
    return new Assignment.SessionToken(++generation, SecretText.of(token), expiry);
  }

  SessionReport put(String uid, Assignment assignment) {
    var answer = putRaw(uid, write(assignment));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return read(answer.body(), SessionReport.class);
  }

  HttpResponse<String> putRaw(String uid, String body) {
    return call("PUT", "/v1/sessions/" + uid, body);
  }

  HttpResponse<String> call(String method, String path, String body) {
    return call(method, path, body, POOL_TOKEN);
  }

  HttpResponse<String> call(String method, String path, String body, String token) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + token)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  SessionReport report(String uid) {
    return new JsonObject(call("GET", "/v1/sessions", null).body())
        .getJsonArray("sessions").stream()
            .map(each -> read(((JsonObject) each).encode(), SessionReport.class))
            .filter(each -> each.uid().equals(uid))
            .findFirst()
            .orElse(null);
  }

  /** What the simulated service recorded, newest connection last. */
  JsonArray serviceSessions() {
    var answer =
        send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + servicePort + "/sim/sessions"))
                .header("X-Api-Key", API_KEY));
    return new JsonObject(answer.body()).getJsonArray("sessions");
  }

  /** The requests of the only connection. */
  List<JsonObject> requests() {
    return serviceSessions().isEmpty()
        ? List.of()
        : serviceSessions().getJsonObject(0).getJsonArray("requests").stream()
            .map(JsonObject.class::cast)
            .toList();
  }

  /** The only request's samples, of this connection. */
  byte[] samples(int connection) {
    var session = serviceSessions().getJsonObject(connection);
    var request = session.getJsonArray("requests").getJsonObject(0);
    var query =
        "?connectionId="
            + session.getString("connectionId")
            + "&requestId="
            + request.getString("requestId");
    var call =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + servicePort + "/sim/audio" + query))
            .header("X-Api-Key", API_KEY)
            .build();
    try {
      var wav = http.send(call, BodyHandlers.ofByteArray()).body();
      return Arrays.copyOfRange(wav, WAV_HEADER, wav.length);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void fault(String body) {
    var answer =
        send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + servicePort + "/sim/faults"))
                .header("X-Api-Key", API_KEY)
                .POST(BodyPublishers.ofString(body)));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The feed of what happens to sessions. */
  WebSocketConnectOptions events() {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI("/v1/events?term=0")
        .addHeader("Authorization", "Bearer " + POOL_TOKEN);
  }

  @Override
  public void close() {
    await(worker.close());
    await(vertx.close());
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    var whole = request.timeout(Duration.ofSeconds(10)).build();
    try {
      try {
        return http.send(whole, BodyHandlers.ofString());
      } catch (IOException closed) {
        // A server may close an idle connection just as it is used again.
        return http.send(whole, BodyHandlers.ofString());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
