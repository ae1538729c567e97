package dev.avataroperator.gateway;

import dev.avataroperator.credential.SessionTokenMinter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The broker: serves the session-token calls of both dialects to those who drive a session
 * themselves. What they show as their API key is good for one session only; the account's real key
 * never leaves the operator.
 */
public final class BrokerServer {
  private static final int IDLE_SECONDS = 60;

  private final BrokerDesk desk;
  private final HttpServer server;

  /** Where tokens and the time come from. */
  public record Parts(SessionTokenMinter minter, Clock clock, LongSupplier nanoTime) {}

  /** Throws IllegalArgumentException when the settings can't be used. */
  public BrokerServer(Vertx vertx, BrokerSettings settings, BrokerBook book, Parts parts) {
    settings.check();
    desk = new BrokerDesk(vertx, settings, book, parts);
    server = vertx.createHttpServer(options(settings)).requestHandler(desk::handle);
  }

  /** Listens; the future tells the port. */
  public Future<Integer> start() {
    return server.listen().map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    desk.close();
    return server.close();
  }

  private static HttpServerOptions options(BrokerSettings settings) {
    var options =
        new HttpServerOptions()
            .setHost(settings.listen().host())
            .setPort(settings.listen().port())
            .setTcpNoDelay(true)
            .setIdleTimeout(IDLE_SECONDS)
            .setHttp2ClearTextEnabled(false);
    return settings.tls() == null
        ? options
        : options.setSsl(true).setKeyCertOptions(settings.tls());
  }
}
