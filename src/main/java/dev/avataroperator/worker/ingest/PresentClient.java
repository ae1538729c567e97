package dev.avataroperator.worker.ingest;

import io.vertx.core.json.JsonObject;

/** The one client that writes to a session now, if there is one. */
final class PresentClient {
  private IngestSocket socket;

  void take(IngestSocket fresh) {
    socket = fresh;
  }

  void leave() {
    socket = null;
  }

  boolean isHere() {
    return socket != null;
  }

  boolean is(IngestSocket which) {
    return which == socket;
  }

  /** Null while nobody is here. */
  IngestSocket socket() {
    return socket;
  }

  /** Says nothing while nobody is here. */
  void tell(JsonObject message) {
    if (socket != null) {
      socket.send(message);
    }
  }
}
