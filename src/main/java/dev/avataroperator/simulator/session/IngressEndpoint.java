package dev.avataroperator.simulator.session;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.simulator.account.SessionTokens.Verdict;
import dev.avataroperator.simulator.connection.Opening;
import dev.avataroperator.simulator.connection.ServerFrames;
import dev.avataroperator.simulator.connection.Wire;
import dev.avataroperator.simulator.http.HttpReply;
import dev.avataroperator.simulator.record.SessionRecord;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

/**
 * {@code GET /v2/driveningress/websocket}: checks the token, then the app id, then the avatar, and
 * upgrades. A token is used up only when the upgrade succeeds.
 */
public final class IngressEndpoint {
  private final Vertx vertx;
  private final ServiceState state;

  public IngressEndpoint(Vertx vertx, ServiceState state) {
    this.vertx = vertx;
    this.state = state;
  }

  public void handle(HttpServerRequest request) {
    var fault = state.faults().forUpgrade(request.getParam("id", ""));
    if (fault.isPresent() && fault.get().hang()) {
      return;
    }
    if (fault.isPresent()) {
      state.account().counters().upgradeRefused(fault.get().status());
      HttpReply.text(request.response(), fault.get().status(), fault.get().bodyText());
    } else {
      check(request);
    }
  }

  private void check(HttpServerRequest request) {
    var token = headerOrQuery(request, "X-Session-Key", "sessionKey");
    var appId = headerOrQuery(request, "X-App-ID", "appId");
    var avatarId = request.getParam("id", "");
    var verdict = state.account().tokens().check(token);
    var dialect = state.account().tokens().dialect(token);
    if (verdict != Verdict.Valid) {
      refuseToken(request, dialect, verdict);
    } else if (!state.account().settings().appId().equals(appId)) {
      refuse(request, UpgradeRefusal.app(dialect));
    } else if (avatarId.isEmpty()) {
      refuse(request, 400, "invalidRequest", "the query parameter id is missing");
    } else if (!exists(avatarId)) {
      refuse(request, UpgradeRefusal.avatar(dialect));
    } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      refuse(request, 426, "upgradeRequired", "this is a WebSocket endpoint");
    } else {
      redeem(request, token, dialect);
    }
  }

  private void redeem(HttpServerRequest request, String token, Dialect dialect) {
    var verdict = state.account().tokens().redeem(token);
    if (verdict != Verdict.Valid) {
      refuseToken(request, dialect, verdict);
      return;
    }
    request.toWebSocket().onSuccess(socket -> open(request, socket, dialect));
  }

  private void open(HttpServerRequest request, ServerWebSocket socket, Dialect dialect) {
    state.account().counters().upgraded();
    var sources = state.account().sources();
    var opening =
        new Opening(
            sources.connectionIds().get(),
            dialect,
            request.getParam("id", ""),
            state.account().settings().appId());
    var record = new SessionRecord(sources, opening, state.shelf());
    var frames = new ServerFrames(opening);
    var wire = new Wire(socket, request.connection(), frames);
    new DrivingSession(state, record, wire, vertx.getOrCreateContext()).open();
  }

  private boolean exists(String avatarId) {
    var known = state.account().settings().avatarIds();
    return known.isEmpty() || known.contains(avatarId);
  }

  private void refuseToken(HttpServerRequest request, Dialect dialect, Verdict verdict) {
    state.account().counters().tokenRefused(verdict);
    refuse(request, UpgradeRefusal.token(dialect, verdict));
  }

  private void refuse(HttpServerRequest request, UpgradeRefusal refusal) {
    state.account().counters().upgradeRefused(refusal.status());
    HttpReply.json(request.response(), refusal.status(), refusal.body());
  }

  private void refuse(HttpServerRequest request, int status, String code, String detail) {
    state.account().counters().upgradeRefused(status);
    HttpReply.error(request.response(), status, code, detail);
  }

  private static String headerOrQuery(HttpServerRequest request, String header, String parameter) {
    var value = request.getHeader(header);
    return value != null ? value : request.getParam(parameter, "");
  }
}
