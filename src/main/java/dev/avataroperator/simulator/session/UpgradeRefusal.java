package dev.avataroperator.simulator.session;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.simulator.account.SessionTokens.Verdict;
import dev.avataroperator.simulator.http.HttpReply;
import io.vertx.core.json.JsonObject;

/** How a dialect refuses an upgrade. */
record UpgradeRefusal(int status, JsonObject body) {

  /** The words are such that clients of both dialects know an invalid token by them. */
  static UpgradeRefusal token(Dialect dialect, Verdict verdict) {
    if (dialect == Dialect.Spatius) {
      return verdict == Verdict.Expired
          ? spatius(401, "Session token expired")
          : spatius(400, "Invalid session token");
    }
    var detail = "session token: " + verdict;
    return spatialReal(
        401,
        "sessionTokenInvalid",
        verdict == Verdict.Unknown ? "invalid session token: Unknown" : detail);
  }

  static UpgradeRefusal app(Dialect dialect) {
    return dialect == Dialect.Spatius
        ? spatius(404, "App ID unrecognized")
        : spatialReal(403, "appIDMismatch", "the app id is unknown or not the token's");
  }

  static UpgradeRefusal avatar(Dialect dialect) {
    return dialect == Dialect.Spatius
        ? spatius(404, "Avatar not found")
        : spatialReal(404, "avatarNotFound", "there is no such avatar");
  }

  private static UpgradeRefusal spatius(int status, String message) {
    return new UpgradeRefusal(status, new JsonObject().put("message", message));
  }

  private static UpgradeRefusal spatialReal(int status, String code, String detail) {
    return new UpgradeRefusal(status, HttpReply.errorBody(status, code, detail));
  }
}
