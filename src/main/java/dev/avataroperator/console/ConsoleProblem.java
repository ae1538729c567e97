package dev.avataroperator.console;

import io.vertx.core.json.JsonObject;

/** Why something can't be shown or done, as the page gets it. */
final class ConsoleProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ConsoleProblem(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static ConsoleProblem signIn() {
    return new ConsoleProblem(401, "Sign in with a token that the cluster accepts.");
  }

  int status() {
    return status;
  }

  JsonObject body() {
    return new JsonObject().put("status", status).put("message", getMessage());
  }
}
