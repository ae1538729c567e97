package dev.avataroperator.operator.workers;

import dev.avataroperator.control.WireJson;
import dev.avataroperator.net.ConnectProblem;
import dev.avataroperator.operator.workers.WorkerCallException.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The worker API of one endpoint over HTTP and WebSocket. */
final class WorkerClient implements AutoCloseable {
  private static final int CONNECT_MS = 2_000;
  private static final int UPGRADE_MS = 5_000;
  private static final int DIALS = 3;
  private static final int BETWEEN_DIALS_MS = 300;
  private static final int MAX_SNAPSHOT = 64 * 1024 * 1024;

  private final Vertx vertx;
  private final WorkerEndpoint endpoint;
  private final HttpClient http;
  private final WebSocketClient sockets;

  WorkerClient(Vertx vertx, WorkerEndpoint endpoint) {
    this.vertx = vertx;
    this.endpoint = endpoint;
    var options =
        new HttpClientOptions()
            .setSsl(endpoint.isTls())
            .setConnectTimeout(CONNECT_MS)
            .setMaxPoolSize(16)
            .setMaxWaitQueueSize(10_000);
    var socketOptions =
        new WebSocketClientOptions()
            .setSsl(endpoint.isTls())
            .setConnectTimeout(CONNECT_MS)
            .setMaxFrameSize(MAX_SNAPSHOT)
            .setMaxMessageSize(MAX_SNAPSHOT);
    if (endpoint.caBundle() != null) {
      var trust = new PemTrustOptions().addCertValue(Buffer.buffer(endpoint.caBundle()));
      options.setTrustOptions(trust);
      socketOptions.setTrustOptions(trust);
    }
    this.http = vertx.createHttpClient(options);
    this.sockets = vertx.createWebSocketClient(socketOptions);
  }

  Future<WebSocket> events(long term) {
    return sockets.connect(
        new WebSocketConnectOptions()
            .setHost(endpoint.url().getHost())
            .setPort(endpoint.port())
            .setSsl(endpoint.isTls())
            .setURI("/v1/events?term=" + term)
            .setTimeout(UPGRADE_MS)
            .putHeader("Authorization", "Bearer " + endpoint.token().reveal()));
  }

  /** Blocks until answered or the deadline; the answer's body. */
  String call(HttpMethod method, String path, Object body, int deadlineMs)
      throws WorkerCallException {
    var payload = body == null ? Buffer.buffer() : Buffer.buffer(WireJson.write(body));
    try {
      return dial(request(method, path, deadlineMs), DIALS)
          .compose(request -> request.send(payload))
          .compose(response -> response.body().map(text -> new Answer(response, text)))
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadlineMs, TimeUnit.MILLISECONDS)
          .check();
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } catch (TimeoutException e) {
      throw failed(new TimeoutException("no answer within " + deadlineMs + " ms"));
    } catch (IllegalStateException e) {
      // The line was closed in this moment: the worker left the pool or has another token.
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkerCallException(Kind.UNREACHABLE, "The operator is stopping.");
    }
  }

  /** That nothing listens there is said only of an address that refuses three times. */
  private Future<HttpClientRequest> dial(RequestOptions to, int dials) {
    return http.request(to)
        .recover(
            cause ->
                isRefused(cause) && dials > 1
                    ? vertx
                        .timer(BETWEEN_DIALS_MS, TimeUnit.MILLISECONDS)
                        .compose(pause -> dial(to, dials - 1))
                    : Future.failedFuture(cause));
  }

  /** Nothing listens there; a timeout doesn't say so. */
  static boolean isRefused(Throwable cause) {
    return cause instanceof ConnectException && !(cause instanceof ConnectTimeoutException);
  }

  private RequestOptions request(HttpMethod method, String path, int deadlineMs) {
    return new RequestOptions()
        .setMethod(method)
        .setHost(endpoint.url().getHost())
        .setPort(endpoint.port())
        .setSsl(endpoint.isTls())
        .setURI(path)
        .setTimeout(deadlineMs)
        .putHeader("Authorization", "Bearer " + endpoint.token().reveal())
        .putHeader("Content-Type", "application/json");
  }

  private WorkerCallException failed(Throwable cause) {
    return new WorkerCallException(
        isRefused(cause) ? Kind.REFUSED : Kind.UNREACHABLE,
        "Worker " + endpoint.name() + " can't be used: " + problem(cause));
  }

  /** Why the worker can't be used, for people. */
  static String problem(Throwable cause) {
    return cause instanceof UpgradeRejectedException refused && refused.getStatus() == 401
        ? "it refuses the token: give it and tokenSecretRef the same"
        : ConnectProblem.of(cause, "caSecretRef");
  }

  /** Reads what a worker sent; a message that can't be read repeats nothing of it. */
  static <T> T read(String text, Class<T> type) throws WorkerCallException {
    try {
      return WireJson.read(text.getBytes(StandardCharsets.UTF_8), type);
    } catch (IOException e) {
      throw new WorkerCallException(Kind.REJECTED, "The worker's answer can't be read.");
    }
  }

  @Override
  public void close() {
    http.close();
    sockets.close();
  }

  /** An answer's status and body. */
  private record Answer(HttpClientResponse response, Buffer body) {
    String check() throws WorkerCallException {
      var text = body.toString(StandardCharsets.UTF_8);
      var status = response.statusCode();
      if (status / 100 == 2) {
        return text;
      }
      var kind =
          switch (status) {
            case 404 -> Kind.UNKNOWN_SESSION;
            case 409 -> Kind.FENCED;
            case 503 -> Kind.FULL;
            default -> Kind.REJECTED;
          };
      throw new WorkerCallException(kind, "The worker answered " + status + ": " + said(text));
    }
  }

  private static String said(String text) {
    try {
      var error = new JsonObject(text).getString("error");
      return error == null ? "(no reason given)" : error;
    } catch (DecodeException | ClassCastException e) {
      return "(something that isn't the worker API)";
    }
  }
}
