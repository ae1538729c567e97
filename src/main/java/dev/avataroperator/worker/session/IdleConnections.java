package dev.avataroperator.worker.session;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of one event loop that aren't WebSockets: one on which no request begins or is
 * answered for thirty seconds is closed, so that a client can't hold it by sending nothing, or a
 * request byte by byte. WebSockets have pings of their own.
 */
final class IdleConnections {
  private static final long LIMIT = Duration.ofSeconds(30).toNanos();

  private final Map<HttpConnection, Long> lastSign = new HashMap<>();

  void arrived(HttpConnection connection, long now) {
    lastSign.put(connection, now);
    connection.closeHandler(nothing -> lastSign.remove(connection));
  }

  /** A request's head was read; its answer may refuse the upgrade that it asks for. */
  void requested(HttpServerRequest request, long now) {
    if (request.headers().contains(HttpHeaders.UPGRADE, "websocket", true)) {
      lastSign.remove(request.connection());
    } else {
      lastSign.put(request.connection(), now);
    }
  }

  void answered(HttpConnection connection, long now) {
    lastSign.put(connection, now);
  }

  void tick(long now) {
    var idle =
        lastSign.entrySet().stream()
            .filter(each -> now - each.getValue() >= LIMIT)
            .map(Map.Entry::getKey)
            .toList();
    idle.forEach(HttpConnection::close);
  }
}
