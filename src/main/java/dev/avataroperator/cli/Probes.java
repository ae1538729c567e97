package dev.avataroperator.cli;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Liveness and readiness of every role, on the HTTP server that also serves the metrics. */
@Singleton
public class Probes {
  private volatile boolean ready;

  /** The role serves. */
  public void ready() {
    ready = true;
  }

  void routes(@Observes Router router) {
    router.get("/healthz/live").handler(request -> request.response().end("ok\n"));
    router.get("/healthz/ready").handler(this::answer);
  }

  private void answer(RoutingContext request) {
    request.response().setStatusCode(ready ? 200 : 503).end(ready ? "ok\n" : "starting\n");
  }
}
