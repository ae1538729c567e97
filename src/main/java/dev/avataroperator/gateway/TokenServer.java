package dev.avataroperator.gateway;

import dev.avataroperator.net.ListenAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.function.LongSupplier;

/** Listens for those who want tokens. */
public final class TokenServer {
  private static final int IDLE_SECONDS = 30;
  private static final int MOST_HEADERS = 32 * 1024;

  private final TokenEndpoint endpoint;
  private final HttpServer server;

  /**
   * Throws IllegalArgumentException when the address may not be listened on.
   *
   * @param tls null for plain http, on loopback only
   */
  public TokenServer(Vertx vertx, ListenAddress listen, PemKeyCertOptions tls, Parts parts) {
    if (tls == null && !listen.isLoopback()) {
      throw new IllegalArgumentException(
          "plain http is for loopback only: give --tls-certificate and --tls-key, or listen on"
              + " 127.0.0.1 instead of "
              + listen.host());
    }
    var options =
        new HttpServerOptions()
            .setHost(listen.host())
            .setPort(listen.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(MOST_HEADERS)
            .setHttp2ClearTextEnabled(false);
    if (tls != null) {
      options.setSsl(true).setKeyCertOptions(tls);
    }
    endpoint = new TokenEndpoint(vertx, parts.callers(), parts.visits(), parts.nanoTime());
    server = vertx.createHttpServer(options).requestHandler(endpoint.router());
  }

  /** Who may come, and what they get. */
  public record Parts(Callers callers, Visits visits, LongSupplier nanoTime) {}

  /** Listens; the future tells the port. */
  public Future<Integer> start() {
    return server.listen().map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    endpoint.close();
    return server.close();
  }
}
