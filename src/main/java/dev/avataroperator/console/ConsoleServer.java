package dev.avataroperator.console;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;

/** Serves the console's page and what it asks for. */
public final class ConsoleServer {
  private static final int MOST_MESSAGE = 512 * 1024;
  private static final int MOST_HEADERS = 32 * 1024;
  private static final int IDLE_SECONDS = 60;

  private final HttpServer server;

  /** Throws IllegalArgumentException when the settings can't be used. */
  public ConsoleServer(Vertx vertx, ConsoleSettings settings, Clock clock) {
    settings.check();
    var cluster = new ClusterApi(vertx, settings.cluster());
    var tokens = new TokenForward(vertx, settings.tokenEndpoint());
    var doors = new IngestDoor.Opener(vertx, cluster, settings.audio());
    var api = new ConsoleApi(doors, new SessionActions(cluster, clock), tokens);
    var files = new PageFiles();
    var router = Router.router(vertx);
    router.route().handler(new PagePolicy(settings.rtcUrls())::apply);
    router.get("/").handler(files::index);
    router.get("/page/*").handler(files::file);
    api.routes(router);
    server = vertx.createHttpServer(options(settings)).requestHandler(router);
  }

  /** Listens; the future tells the port. */
  public Future<Integer> start() {
    return server.listen().map(HttpServer::actualPort);
  }

  public Future<Void> close() {
    return server.close();
  }

  private static HttpServerOptions options(ConsoleSettings settings) {
    var options =
        new HttpServerOptions()
            .setHost(settings.listen().host())
            .setPort(settings.listen().port())
            .setIdleTimeout(IDLE_SECONDS)
            .setMaxHeaderSize(MOST_HEADERS)
            .setHttp2ClearTextEnabled(false)
            .setMaxWebSocketFrameSize(MOST_MESSAGE)
            .setMaxWebSocketMessageSize(MOST_MESSAGE)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    return settings.tls() == null
        ? options
        : options.setSsl(true).setKeyCertOptions(settings.tls());
  }
}
