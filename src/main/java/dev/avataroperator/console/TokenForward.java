package dev.avataroperator.console;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.net.Places;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** Asks the operator's token endpoint for an Observer's token, in the person's name. */
final class TokenForward {
  private static final long DEADLINE_MS = 12_000;

  /** As many as the endpoint takes of one address. */
  private static final int MOST_CONNECTIONS = 16;

  private static final int MOST_WAITING = 64;
  private static final int WAITING_OF_ONE = 4;

  private final Upstream endpoint;
  private final HttpClient client;
  private final Places waiting = new Places(MOST_WAITING, WAITING_OF_ONE);

  /**
   * @param endpoint null where there is none
   */
  TokenForward(Vertx vertx, Upstream endpoint) {
    this.endpoint = endpoint;
    this.client =
        endpoint == null
            ? null
            : vertx.createHttpClient(
                endpoint.client(), new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
  }

  boolean isThere() {
    return endpoint != null;
  }

  Future<JsonObject> observe(SecretText token, SessionName session) {
    if (endpoint == null) {
      return Future.failedFuture(
          new ConsoleProblem(
              501, "The console was started without --token-endpoint, so nobody can watch here."));
    }
    var person = Sha256.hex(token.reveal());
    if (!waiting.enter(person)) {
      return Future.failedFuture(
          new ConsoleProblem(
              429, "Too many calls for tokens aren't answered yet: try again in a moment."));
    }
    return ask(token, session).onComplete(done -> waiting.leave(person));
  }

  private Future<JsonObject> ask(SecretText token, SessionName session) {
    var path =
        "/v1/namespaces/%s/avatarsessions/%s/token?role=Observer"
            .formatted(session.namespace(), session.name());
    return client
        .request(endpoint.request(path).setMethod(HttpMethod.POST).setTimeout(DEADLINE_MS))
        .compose(
            request ->
                request
                    .putHeader("Authorization", "Bearer " + token.reveal())
                    .putHeader("Content-Type", "application/json")
                    .send(Buffer.buffer("{}")))
        .compose(TokenForward::read)
        .recover(TokenForward::unreachable);
  }

  private static Future<JsonObject> read(HttpClientResponse response) {
    return response
        .body()
        .map(
            body -> {
              var json = json(body);
              if (response.statusCode() == 201) {
                return json;
              }
              throw new ConsoleProblem(
                  response.statusCode(),
                  json.getString(
                      "error", "The token endpoint answers " + response.statusCode() + "."));
            });
  }

  private static JsonObject json(Buffer body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      return new JsonObject();
    }
  }

  private static Future<JsonObject> unreachable(Throwable failure) {
    return Future.failedFuture(
        Upstream.problem("The token endpoint", failure, "--token-endpoint-ca"));
  }
}
