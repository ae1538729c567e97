package dev.avataroperator.simulator;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.simulator.account.TokenEndpoint;
import dev.avataroperator.simulator.admin.AdminEndpoint;
import dev.avataroperator.simulator.http.HttpReply;
import dev.avataroperator.simulator.session.IngressEndpoint;
import dev.avataroperator.simulator.session.ServiceState;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** Serves every endpoint on one event loop. */
final class Listener extends AbstractVerticle {
  private static final String TOKEN_PATH = "/v1/auth/session-token";
  private static final String SPATIUS_TOKEN_PATH = "/session-tokens";
  private static final String INGRESS_PATH = "/v2/driveningress/websocket";

  private final ServiceState state;
  private final HttpServerOptions options;
  private HttpServer server;
  private TokenEndpoint tokens;
  private TokenEndpoint spatiusTokens;
  private IngressEndpoint ingress;
  private AdminEndpoint admin;

  Listener(ServiceState state, HttpServerOptions options) {
    this.state = state;
    this.options = options;
  }

  @Override
  public void start(Promise<Void> started) {
    tokens = new TokenEndpoint(vertx, state.account(), state.faults(), Dialect.SpatialReal);
    spatiusTokens = new TokenEndpoint(vertx, state.account(), state.faults(), Dialect.Spatius);
    ingress = new IngressEndpoint(vertx, state);
    admin = new AdminEndpoint(state);
    server = vertx.createHttpServer(options).requestHandler(this::route);
    server.listen().<Void>mapEmpty().onComplete(started);
  }

  int port() {
    return server.actualPort();
  }

  /** The service may stand below a prefix; {@code /v1/console} isn't one: clients cut it off. */
  private void route(HttpServerRequest request) {
    var path = request.path() == null ? "" : request.path();
    if (path.endsWith(TOKEN_PATH) && !path.endsWith("/v1/console" + TOKEN_PATH)) {
      tokens.handle(request);
    } else if (path.endsWith(SPATIUS_TOKEN_PATH)) {
      spatiusTokens.handle(request);
    } else if (path.endsWith(INGRESS_PATH)) {
      ingress.handle(request);
    } else if (path.startsWith("/sim/")) {
      admin.handle(request);
    } else {
      HttpReply.error(request.response(), 404, "notFound", "there is no " + path);
    }
  }
}
