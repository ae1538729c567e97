package dev.avataroperator.console;

import dev.avataroperator.credential.SecretText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** The Kubernetes API in the name of whoever holds a token; nothing of it is kept. */
final class ClusterApi {
  private static final long DEADLINE_MS = Duration.ofSeconds(10).toMillis();
  private static final int MOST_CONNECTIONS = 256;
  private static final int MOST_WAITING = 256;
  private static final String SESSIONS = "/apis/avatar-operator.dev/v1alpha1/";

  private final Upstream server;
  private final HttpClient client;

  ClusterApi(Vertx vertx, Upstream server) {
    this.server = server;
    this.client =
        vertx.createHttpClient(
            server.client().setMaxWaitQueueSize(MOST_WAITING),
            new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
  }

  /** The sessions of a namespace, or of all when it is null. */
  static String sessions(String namespace) {
    return SESSIONS + (namespace == null ? "" : "namespaces/" + namespace + "/") + "avatarsessions";
  }

  static String session(SessionName name) {
    return sessions(name.namespace()) + "/" + name.name();
  }

  static String secret(String namespace, String name) {
    return "/api/v1/namespaces/" + namespace + "/secrets/" + name;
  }

  Future<JsonObject> get(SecretText token, String path) {
    return open(token, HttpMethod.GET, path)
        .compose(HttpClientRequest::send)
        .compose(this::read)
        .recover(this::unreachable);
  }

  Future<JsonObject> create(SecretText token, String path, JsonObject body) {
    return send(token, HttpMethod.POST, path, "application/json", body);
  }

  Future<JsonObject> mergePatch(SecretText token, String path, JsonObject patch) {
    return send(token, HttpMethod.PATCH, path, "application/merge-patch+json", patch);
  }

  /** A stream of lines, paused; without a deadline, for watches. */
  Future<HttpClientResponse> watch(SecretText token, String path) {
    var options = server.request(path).setMethod(HttpMethod.GET);
    return client
        .request(options)
        .compose(
            request ->
                authorize(request, token)
                    .send()
                    .compose(
                        response -> {
                          if (response.statusCode() != 200) {
                            return this.read(response).mapEmpty();
                          }
                          response.pause();
                          return Future.succeededFuture(response);
                        }))
        .recover(this::unreachable);
  }

  private Future<JsonObject> send(
      SecretText token, HttpMethod method, String path, String type, JsonObject body) {
    return open(token, method, path)
        .compose(
            request -> request.putHeader("Content-Type", type).send(Buffer.buffer(body.encode())))
        .compose(this::read)
        .recover(this::unreachable);
  }

  private Future<HttpClientRequest> open(SecretText token, HttpMethod method, String path) {
    var options = server.request(path).setMethod(method).setTimeout(DEADLINE_MS);
    return client
        .request(options)
        .map(request -> authorize(request, token))
        .recover(this::unreachable);
  }

  private static HttpClientRequest authorize(HttpClientRequest request, SecretText token) {
    return request
        .putHeader("Authorization", "Bearer " + token.reveal())
        .putHeader("Accept", "application/json")
        .putHeader("User-Agent", "avatar-operator-console");
  }

  private Future<JsonObject> read(HttpClientResponse response) {
    return response
        .body()
        .map(
            body -> {
              var json = json(body);
              if (response.statusCode() / 100 == 2) {
                return json;
              }
              throw new ConsoleProblem(
                  response.statusCode(),
                  json.getString("message", "The API server answers " + response.statusCode()));
            });
  }

  private static JsonObject json(Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      return new JsonObject();
    }
  }

  private <T> Future<T> unreachable(Throwable failure) {
    return Future.failedFuture(Upstream.problem("The API server", failure, "--kubernetes-ca"));
  }
}
