package dev.avataroperator.gateway;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.credential.SecretText;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a dialect's clients understand: a token, or an error in its form. */
enum BrokerAnswer {
  SPATIAL_REAL("session_token") {
    @Override
    JsonObject error(int status, String detail) {
      var error =
          new JsonObject()
              .put("code", code(status))
              .put("detail", detail)
              .put("title", HttpResponseStatus.valueOf(status).reasonPhrase());
      return new JsonObject().put("errors", new JsonArray().add(error));
    }
  },

  /** Its clients read the words too, so the detail is all there is. */
  SPATIUS("sessionToken") {
    @Override
    JsonObject error(int status, String detail) {
      return new JsonObject().put("message", detail);
    }
  };

  private static final int RETRY_SECONDS = 5;

  private final String tokenField;

  BrokerAnswer(String tokenField) {
    this.tokenField = tokenField;
  }

  static BrokerAnswer of(Dialect dialect) {
    return dialect == Dialect.Spatius ? SPATIUS : SPATIAL_REAL;
  }

  abstract JsonObject error(int status, String detail);

  void token(HttpServerResponse response, SecretText token) {
    send(response, 200, new JsonObject().put(tokenField, token.reveal()));
  }

  void refuse(HttpServerResponse response, int status, String detail) {
    if (!response.ended() && (status == 429 || status >= 500)) {
      response.putHeader("Retry-After", Integer.toString(RETRY_SECONDS));
    }
    send(response, status, error(status, detail));
  }

  private static void send(HttpServerResponse response, int status, JsonObject body) {
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.encode());
  }

  /** The status with which the service itself would have refused; its view of our key is ours. */
  int status(FailureCode code) {
    return switch (code) {
      case BillingRequired, CreditsExhausted -> 402;
      case AppUnrecognized -> this == SPATIUS ? 404 : 403;
      case AvatarNotFound -> 404;
      case QuotaExceeded -> 429;
      case ServiceUnavailable, EgressUnavailable -> 503;
      default -> 502;
    };
  }

  private static String code(int status) {
    return switch (status) {
      case 400, 405, 408, 413 -> "invalidRequest";
      case 401 -> "invalidApiKey";
      case 402 -> "billingRequired";
      case 403 -> "appIDUnrecognized";
      case 404 -> "avatarNotFound";
      case 429 -> "concurrencyLimit";
      default -> "serverError";
    };
  }
}
