package dev.avataroperator.simulator.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** JSON answers, and errors in the service's form. */
public final class HttpReply {
  private HttpReply() {}

  public static void json(HttpServerResponse response, int status, JsonObject body) {
    text(response, status, body.encode());
  }

  public static void text(HttpServerResponse response, int status, String body) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(status).putHeader("Content-Type", "application/json").end(body);
  }

  public static void file(HttpServerResponse response, String contentType, Buffer content) {
    response.putHeader("Content-Type", contentType).end(content);
  }

  public static void error(HttpServerResponse response, int status, String code, String detail) {
    json(response, status, errorBody(status, code, detail));
  }

  /** {@code {"errors":[{"code":…,"detail":…,"title":…}]}}. */
  public static JsonObject errorBody(int status, String code, String detail) {
    var error =
        new JsonObject()
            .put("code", code)
            .put("detail", detail)
            .put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
    return new JsonObject().put("errors", new JsonArray().add(error));
  }
}
