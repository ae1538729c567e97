package dev.avataroperator.worker.access;

import io.vertx.core.json.JsonObject;

/** An answer other than success: its status and a body that says what to do instead. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonObject body;

  private ApiProblem(int status, JsonObject body) {
    super(body.getString("error"), null, false, false);
    this.status = status;
    this.body = body;
  }

  public static ApiProblem of(int status, String message) {
    return new ApiProblem(status, new JsonObject().put("error", message));
  }

  public static ApiProblem invalid(String message) {
    return of(400, message);
  }

  static ApiProblem staleTerm(long highest) {
    var message = "a leader of a later term has spoken: " + highest;
    return new ApiProblem(409, new JsonObject().put("error", message).put("term", highest));
  }

  static ApiProblem staleEpoch(long highest) {
    var message = "the session is at a later epoch here: " + highest;
    return new ApiProblem(409, new JsonObject().put("error", message).put("epoch", highest));
  }

  public int status() {
    return status;
  }

  public JsonObject body() {
    return body;
  }
}
