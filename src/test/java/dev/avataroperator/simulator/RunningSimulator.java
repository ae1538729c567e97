package dev.avataroperator.simulator;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.simulator.settings.Behaviour;
import dev.avataroperator.simulator.settings.SimulatorSettings;
import dev.avataroperator.simulator.settings.Sources;
import dev.avataroperator.testing.MovableTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A simulator on a free port, with time that can be moved, and ways to talk to it. */
public final class RunningSimulator implements AutoCloseable {
  public static final String API_KEY = "the-key";
  public static final String APP = "app-1";
  public static final SimulatorSettings SETTINGS =
      SimulatorSettings.of(APP, SecretText.of(API_KEY))
          .withTiming(
              new SimulatorSettings.Timing(
                  Duration.ofMillis(1), Duration.ofMinutes(1), Duration.ZERO))
          .withBehaviour(Behaviour.usual().withCapabilities(Set.of()));

  public final MovableTime time = new MovableTime();
  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient sockets = vertx.createWebSocketClient();
  private final HttpClient http = HttpClient.newHttpClient();
  private final SimulatedService service;
  private final int port;

  public RunningSimulator() {
    this(SETTINGS);
  }

  public RunningSimulator(SimulatorSettings settings) {
    this(settings, false);
  }

  private RunningSimulator(SimulatorSettings settings, boolean realNanos) {
    var real = Sources.real();
    var nanos = realNanos ? real.nanoTime() : time;
    var sources =
        new Sources(time, nanos, () -> UUID.randomUUID().toString(), real.sessionTokens());
    service = new SimulatedService(vertx, settings, sources);
    port = await(service.listen(new ListenAddress("127.0.0.1", 0), null));
  }

  /** One whose audio plays by the real clock. */
  public static RunningSimulator inRealTime(SimulatorSettings settings) {
    return new RunningSimulator(settings, true);
  }

  public HttpResponse<String> post(String path, String key, String body) {
    return call(request(path, key).POST(BodyPublishers.ofString(body)).build());
  }

  public HttpResponse<String> get(String path, String key) {
    return call(request(path, key).GET().build());
  }

  public HttpResponse<byte[]> bytes(String path) {
    return call(request(path, API_KEY).GET().build(), BodyHandlers.ofByteArray());
  }

  public void fault(String json) {
    var response = post("/sim/faults", API_KEY, json);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.body());
    }
  }

  public void clearFaults() {
    call(request("/sim/faults", API_KEY).DELETE().build());
  }

  public HttpResponse<String> requestToken() {
    var expiry = time.instant().plusSeconds(3600).getEpochSecond();
    return post("/v1/auth/session-token", API_KEY, "{\"expireAt\":" + expiry + "}");
  }

  public String token() {
    return new JsonObject(requestToken().body()).getString("session_token");
  }

  public WebSocketConnectOptions upgrade(String token) {
    return upgrade(token, APP, "avatar-a");
  }

  public WebSocketConnectOptions upgrade(String token, String appId, String avatarId) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI("/v2/driveningress/websocket?id=" + avatarId)
        .addHeader("X-App-ID", appId)
        .addHeader("X-Session-Key", token);
  }

  public DrivingClient dial() {
    return dial(upgrade(token()));
  }

  /** Handlers are there before the first frame is read. */
  public DrivingClient dial(WebSocketConnectOptions options) {
    return await(
        sockets
            .connect(options)
            .map(
                socket -> {
                  socket.pause();
                  return new DrivingClient(socket);
                }));
  }

  /** A client whose session is confirmed. */
  public DrivingClient confirmed() {
    return confirmed(Configurations.liveKit(time.instant()).build());
  }

  public DrivingClient confirmed(ClientConfigureSession configuration) {
    var client = dial().configure(configuration);
    client.nextConfirm();
    return client;
  }

  /** The status that an upgrade is refused with. */
  public int refusal(WebSocketConnectOptions options) {
    try {
      await(sockets.connect(options));
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof UpgradeRejectedException rejected) {
        return rejected.getStatus();
      }
      throw e;
    }
    throw new AssertionError("the upgrade wasn't refused");
  }

  public JsonArray sessions() {
    return new JsonObject(get("/sim/sessions", API_KEY).body()).getJsonArray("sessions");
  }

  public JsonObject onlySession() {
    var sessions = sessions();
    if (sessions.size() != 1) {
      throw new AssertionError("expected one session: " + sessions);
    }
    return sessions.getJsonObject(0);
  }

  public JsonObject onlyRequest() {
    return onlySession().getJsonArray("requests").getJsonObject(0);
  }

  public JsonObject stats() {
    return new JsonObject(get("/sim/stats", API_KEY).body());
  }

  @Override
  public void close() {
    await(service.close());
    await(vertx.close());
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(URI.create(url() + path))
        .timeout(Duration.ofSeconds(10))
        .header("X-Api-Key", key);
  }

  private HttpResponse<String> call(HttpRequest request) {
    return call(request, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> call(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new IllegalStateException("the call failed", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
