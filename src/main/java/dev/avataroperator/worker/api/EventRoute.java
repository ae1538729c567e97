package dev.avataroperator.worker.api;

import dev.avataroperator.control.WorkerEvent;
import dev.avataroperator.worker.access.PoolAccess;
import dev.avataroperator.worker.api.EventReader.EventSource;
import dev.avataroperator.worker.session.WorkerSessions;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;

/** {@code GET /v1/events?term=}: a WebSocket with a snapshot first, then every change. */
final class EventRoute {
  private static final long CHECK_MS = 1_000;

  private final WorkerSessions sessions;
  private final PoolAccess access;
  private final EventFeed feed;
  private final EventSource source;

  EventRoute(WorkerSessions sessions, PoolAccess access, EventFeed feed, LongSupplier nanoTime) {
    this.sessions = sessions;
    this.access = access;
    this.feed = feed;
    this.source = new EventSource(sessions, nanoTime);
  }

  void upgrade(RoutingContext call) {
    var term = Queries.number(call, "term");
    sessions.fence().checkTerm(term);
    access.contact();
    call.request().toWebSocket().onSuccess(socket -> serve(socket, term)).onFailure(call::fail);
  }

  WorkerEvent snapshot() {
    return new WorkerEvent(WorkerEvent.Type.Snapshot, 0, sessions.load(), sessions.reports(), null);
  }

  private void serve(ServerWebSocket socket, long term) {
    var context = Vertx.currentContext();
    var reader = new EventReader(socket, context, source);
    var timer = context.owner().setPeriodic(CHECK_MS, id -> reader.check());
    socket.frameHandler(frame -> contact(term));
    socket.closeHandler(
        nothing -> {
          context.owner().cancelTimer(timer);
          feed.remove(reader);
        });
    feed.add(reader);
    reader.start();
  }

  /** A leader's ping, or whatever else it sends, is a sign that it lives. */
  private void contact(long term) {
    if (sessions.fence().isCurrent(term)) {
      access.contact();
    }
  }
}
