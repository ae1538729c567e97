package dev.avataroperator.worker.api;

import dev.avataroperator.worker.access.BearerToken;
import dev.avataroperator.worker.ingest.IngestFeed;
import dev.avataroperator.worker.ingest.IngestLine;
import dev.avataroperator.worker.session.WorkerSessions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** {@code /v1/sessions/{uid}/audio}: the WebSocket over which a client pushes audio. */
final class IngestRoute {
  private static final int TOKEN = 4401;
  private static final int UNKNOWN = 4404;

  private final WorkerSessions sessions;
  private final LongSupplier nanoTime;

  IngestRoute(WorkerSessions sessions, LongSupplier nanoTime) {
    this.sessions = sessions;
    this.nanoTime = nanoTime;
  }

  void upgrade(RoutingContext call) {
    var offered = call.request().getHeader("Sec-WebSocket-Protocol");
    if (offered == null
        || !Arrays.asList(offered.split("\\s*,\\s*")).contains(IngestLine.SUBPROTOCOL)) {
      call.response()
          .setStatusCode(400)
          .end("offer the WebSocket subprotocol " + IngestLine.SUBPROTOCOL + "\n");
      return;
    }
    var uid = call.pathParam("uid");
    var token = BearerToken.of(call.request().getHeader(HttpHeaders.AUTHORIZATION));
    call.request()
        .toWebSocket()
        .onSuccess(socket -> serve(socket, uid, token.orElse(null)))
        .onFailure(call::fail);
  }

  private void serve(ServerWebSocket socket, String uid, BearerToken token) {
    var line = new IngestLine(socket, nanoTime);
    var runner = sessions.runner(uid);
    if (token == null) {
      line.close(TOKEN, "Token", "send Authorization: Bearer and the session's ingest token");
    } else if (runner.isEmpty()) {
      line.close(UNKNOWN, "UnknownSession", "no such session here: look its url up again");
    } else if (!(runner.get().feed() instanceof IngestFeed feed)) {
      line.close(UNKNOWN, "NoIngest", "this session's source isn't ingest: it takes no audio");
    } else if (!sessions.admits(uid, token)) {
      line.close(
          TOKEN, "Token", "not this session's ingest token, or it has expired: read it anew");
    } else {
      line.serve(
          new IngestLine.Session(
              feed, runner.get().loop()::run, () -> runner.get().report().state().name()));
    }
  }
}
