package dev.avataroperator.worker.ingest;

import io.vertx.core.json.JsonObject;

/** The line to a client that pushes audio. */
interface IngestSocket {

  void send(JsonObject message);

  /** Tells why as an error message, then closes. */
  void close(int code, String error, String message);
}
