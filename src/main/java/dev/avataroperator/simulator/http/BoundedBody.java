package dev.avataroperator.simulator.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads a request's body up to a bound; a longer one gets 413 and isn't kept. */
public final class BoundedBody {
  private static final int MOST_BYTES = 64 * 1024;

  private final HttpServerRequest request;
  private final Buffer body = Buffer.buffer();
  private boolean refused;

  private BoundedBody(HttpServerRequest request) {
    this.request = request;
  }

  public static void read(HttpServerRequest request, Consumer<Buffer> whole) {
    var reading = new BoundedBody(request);
    request.handler(reading::add);
    request.endHandler(end -> reading.finish(whole));
  }

  private void add(Buffer piece) {
    if (refused) {
      return;
    }
    if (body.length() + piece.length() > MOST_BYTES) {
      refused = true;
      HttpReply.error(request.response(), 413, "payloadTooLarge", "the body is longer than 64 KiB");
      return;
    }
    body.appendBuffer(piece);
  }

  private void finish(Consumer<Buffer> whole) {
    if (!refused) {
      whole.accept(body);
    }
  }
}
