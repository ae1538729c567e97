package dev.avataroperator.worker.session;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * One event loop: serves a share of the connections and ticks the sessions that live on it, every
 * 20 ms, all with one timer.
 */
public final class WorkerLoop extends AbstractVerticle {
  private static final Duration TICK = Duration.ofMillis(20);

  private final HttpServerOptions options;
  private final Handler<HttpServerRequest> handler;
  private final LongSupplier nanoTime;
  private final LagProbe lag;
  private final IdleConnections idle = new IdleConnections();
  private final List<SessionRunner> runners = new CopyOnWriteArrayList<>();
  private Context home;
  private HttpServer server;

  public WorkerLoop(
      HttpServerOptions options, Handler<HttpServerRequest> handler, LongSupplier nanoTime) {
    this.options = options;
    this.handler = handler;
    this.nanoTime = nanoTime;
    this.lag = new LagProbe(TICK, nanoTime.getAsLong());
  }

  @Override
  public void start(Promise<Void> started) {
    home = context;
    vertx.setPeriodic(TICK.toMillis(), timer -> tick());
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(fresh -> idle.arrived(fresh, nanoTime.getAsLong()))
            .requestHandler(this::handle);
    server.listen().<Void>mapEmpty().onComplete(started);
  }

  public int port() {
    return server.actualPort();
  }

  /** Runs on this loop, after what was given before. */
  public void run(Runnable action) {
    home.runOnContext(nothing -> action.run());
  }

  void add(SessionRunner runner) {
    runners.add(runner);
  }

  void remove(SessionRunner runner) {
    runners.remove(runner);
  }

  int sessions() {
    return runners.size();
  }

  LagProbe lag() {
    return lag;
  }

  /** How late it is, in milliseconds: the 99th percentile. */
  public long lagP99Ms() {
    return lag.p99Ms();
  }

  private void handle(HttpServerRequest request) {
    idle.requested(request, nanoTime.getAsLong());
    request
        .response()
        .endHandler(done -> idle.answered(request.connection(), nanoTime.getAsLong()));
    handler.handle(request);
  }

  private void tick() {
    var now = nanoTime.getAsLong();
    lag.tick(now);
    idle.tick(now);
    runners.forEach(SessionRunner::tick);
  }
}
