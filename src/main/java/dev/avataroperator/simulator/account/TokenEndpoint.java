package dev.avataroperator.simulator.account;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.simulator.fault.ArmedFaults;
import dev.avataroperator.simulator.fault.TokenFault;
import dev.avataroperator.simulator.http.ApiKeyCheck;
import dev.avataroperator.simulator.http.BoundedBody;
import dev.avataroperator.simulator.http.HttpReply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** A dialect's token call: API key in, single-use session token out. */
public final class TokenEndpoint {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Vertx vertx;
  private final Account account;
  private final ArmedFaults faults;
  private final Dialect dialect;
  private final ApiKeyCheck apiKey;

  public TokenEndpoint(Vertx vertx, Account account, ArmedFaults faults, Dialect dialect) {
    this.vertx = vertx;
    this.account = account;
    this.faults = faults;
    this.dialect = dialect;
    this.apiKey = new ApiKeyCheck(account.settings().apiKey());
  }

  public void handle(HttpServerRequest request) {
    if (request.method() != HttpMethod.POST) {
      refuse(request.response(), 405, "methodNotAllowed", "use POST");
      return;
    }
    BoundedBody.read(
        request,
        body ->
            faults
                .forTokenCall()
                .ifPresentOrElse(
                    fault -> spoil(request, body, fault), () -> answer(request, body)));
  }

  private void spoil(HttpServerRequest request, Buffer body, TokenFault fault) {
    if (fault.delayMs() > 0) {
      vertx.setTimer(fault.delayMs(), late -> spoilNow(request, body, fault));
    } else {
      spoilNow(request, body, fault);
    }
  }

  private void spoilNow(HttpServerRequest request, Buffer body, TokenFault fault) {
    if (fault.drop()) {
      request.connection().close();
    } else if (fault.status() == null) {
      answer(request, body);
    } else {
      account.counters().tokenCallRefused(fault.status());
      HttpReply.text(request.response(), fault.status(), fault.bodyText());
    }
  }

  private void answer(HttpServerRequest request, Buffer body) {
    var response = request.response();
    if (!apiKey.passes(request)) {
      refuse(response, 401, "invalidApiKey", "X-Api-Key is missing or unknown");
      return;
    }
    if (account.seats().refusesMint()) {
      refuse(response, 429, "concurrencyLimit", "as many sessions are open as the account allows");
      return;
    }
    try {
      var token = account.tokens().mint(dialect, expiry(body));
      account.counters().minted();
      HttpReply.json(response, 200, new JsonObject().put(tokenField(), token));
    } catch (IllegalArgumentException e) {
      refuse(response, 400, "invalidRequest", e.getMessage());
    }
  }

  private String tokenField() {
    return dialect == Dialect.Spatius ? "sessionToken" : "session_token";
  }

  private Instant expiry(Buffer body) {
    var now = account.sources().clock().instant();
    var seconds = expireAt(body);
    if (seconds <= now.getEpochSecond()) {
      throw new IllegalArgumentException("expireAt is in the past");
    }
    if (seconds > now.plus(LONGEST).getEpochSecond()) {
      throw new IllegalArgumentException("expireAt is more than 24 hours ahead");
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static long expireAt(Buffer body) {
    try {
      if (new JsonObject(body).getValue("expireAt") instanceof Number seconds
          && (seconds instanceof Integer || seconds instanceof Long)) {
        return seconds.longValue();
      }
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException("the body is not a JSON object");
    }
    throw new IllegalArgumentException("expireAt must be an integer, in unix seconds");
  }

  private void refuse(HttpServerResponse response, int status, String code, String detail) {
    account.counters().tokenCallRefused(status);
    if (dialect == Dialect.Spatius) {
      // Its client takes the word "unauthorized", a title of 401, for a fault of the egress.
      HttpReply.json(response, status, new JsonObject().put("message", detail));
    } else {
      HttpReply.error(response, status, code, detail);
    }
  }
}
