package dev.avataroperator.console;

import dev.avataroperator.credential.SecretText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a session takes audio, and the token for it: the address is the one that the operator wrote
 * into the status, not the one in the Secret, which more people may write.
 *
 * @param ca null where the worker's certificate needs no authority of its own
 */
record IngestDoor(URI url, SecretText token, String ca) {
  private static final String SUBPROTOCOL = "avatar-operator.v1";
  private static final int CONNECT_MS = 5_000;
  private static final long DEADLINE_MS = 10_000;
  private static final int MOST_MESSAGE = 512 * 1024;

  /** Who opens the doors, and which. */
  record Opener(Vertx vertx, ClusterApi cluster, AudioGuard guard) {

    /** As far as the person may read the session and its Secret. */
    Future<IngestDoor> open(SecretText token, SessionName session) {
      var secret = ClusterApi.secret(session.namespace(), session.name() + "-ingest");
      return cluster
          .get(token, ClusterApi.session(session))
          .compose(read -> guard.check(vertx, url(read), uid(read)))
          .compose(url -> cluster.get(token, secret).map(found -> IngestDoor.open(url, found)));
    }
  }

  private static String uid(JsonObject session) {
    return session.getJsonObject("metadata", new JsonObject()).getString("uid");
  }

  private static String url(JsonObject session) {
    var url =
        session
            .getJsonObject("status", new JsonObject())
            .getJsonObject("ingest", new JsonObject())
            .getString("url");
    if (url == null) {
      throw new ConsoleProblem(
          409, "This session takes no audio now: only running ones with source ingest do.");
    }
    return url;
  }

  private static IngestDoor open(URI url, JsonObject secret) {
    var data = secret.getJsonObject("data", new JsonObject());
    var token = value(data, "token");
    if (token == null) {
      throw new ConsoleProblem(409, "The session's -ingest Secret has no token.");
    }
    return new IngestDoor(url, SecretText.of(token), value(data, "ca.crt"));
  }

  private static String value(JsonObject data, String key) {
    var value = data.getString(key);
    return value == null
        ? null
        : new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
  }

  /** Stops what is said, without taking the audio connection from whoever has it. */
  Future<Void> interrupt(Vertx vertx) {
    var options = new HttpClientOptions().setConnectTimeout(CONNECT_MS);
    if (ca != null) {
      options.setTrustOptions(Upstream.trust(ca));
    }
    var client = vertx.createHttpClient(options);
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(Upstream.port(url))
                .setSsl(Upstream.isTls(url))
                .setTimeout(DEADLINE_MS)
                .setURI(url.getRawPath().replaceAll("/audio$", "/interrupt")))
        .compose(request -> request.putHeader("Authorization", "Bearer " + token.reveal()).send())
        .compose(
            response ->
                response.statusCode() / 100 == 2
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(
                        new ConsoleProblem(
                            502, "The worker answers " + response.statusCode() + ".")))
        .onComplete(done -> client.close());
  }

  WebSocketClientOptions client() {
    var options =
        new WebSocketClientOptions()
            .setConnectTimeout(CONNECT_MS)
            .setMaxFrameSize(MOST_MESSAGE)
            .setMaxMessageSize(MOST_MESSAGE);
    return ca == null ? options : options.setTrustOptions(Upstream.trust(ca));
  }

  WebSocketConnectOptions dial() {
    return new WebSocketConnectOptions()
        .setHost(url.getHost())
        .setPort(Upstream.port(url))
        .setSsl(Upstream.isTls(url))
        .setURI(url.getRawPath())
        .setTimeout(DEADLINE_MS)
        .addSubProtocol(SUBPROTOCOL)
        .addHeader("Authorization", "Bearer " + token.reveal());
  }
}
