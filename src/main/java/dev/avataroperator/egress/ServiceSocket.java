package dev.avataroperator.egress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.WebSocketInternal;
import java.io.IOException;

/** One WebSocket to the avatar service: whole messages in, one end, closing within a bound. */
final class ServiceSocket {
  static final int NORMAL = 1000;
  static final int PROTOCOL_ERROR = 1002;
  private static final int NO_CODE = 1005;
  private static final int TOO_BIG = 1009;

  /** What comes in, on the socket's context; nothing after the end or our own close. */
  interface Reader {
    void binary(Buffer message);

    void text();

    void pong();

    /** Closed by the peer. */
    void closed(int code, String reason);

    /** Broke off without a close, or can't be read any further. */
    void lost(String why);
  }

  private final Vertx vertx;
  private final WebSocket webSocket;
  private final EgressSettings settings;
  private final Promise<Void> closed = Promise.promise();
  private Reader reader;
  private Runnable waiting;
  private boolean over;

  ServiceSocket(Vertx vertx, WebSocket webSocket, EgressSettings settings) {
    this.vertx = vertx;
    this.webSocket = webSocket;
    this.settings = settings;
  }

  void open(Reader first) {
    reader = first;
    webSocket.binaryMessageHandler(message -> whileOpen(() -> reader.binary(message)));
    webSocket.textMessageHandler(message -> whileOpen(() -> reader.text()));
    webSocket.pongHandler(payload -> whileOpen(() -> reader.pong()));
    webSocket.exceptionHandler(this::broken);
    webSocket.frameHandler(frame -> whileOpen(() -> closedBy(frame)));
    webSocket.closeHandler(nothing -> gone());
    webSocket.drainHandler(nothing -> writable());
  }

  void handOver(Reader next) {
    reader = next;
  }

  Future<Void> write(Buffer message) {
    return over
        ? Future.failedFuture("the driving session has ended")
        : webSocket.writeBinaryMessage(message);
  }

  void ping() {
    webSocket.writePing(Buffer.buffer());
  }

  boolean isFull() {
    return over || webSocket.isClosed() || webSocket.writeQueueFull();
  }

  void onceWritable(Runnable action) {
    waiting = action;
    if (!isFull()) {
      vertx.runOnContext(nothing -> writable());
    }
  }

  /** Ends within the close deadline: a peer that doesn't answer our close is cut off. */
  Future<Void> close(int code) {
    if (!over) {
      over = true;
      webSocket.close((short) code);
      cutLater();
    }
    return closed.future();
  }

  private void whileOpen(Runnable action) {
    if (!over) {
      action.run();
    }
  }

  private void writable() {
    var action = waiting;
    if (action != null && !isFull()) {
      waiting = null;
      action.run();
    }
  }

  /** The socket itself takes a close without a code for a normal one; it is 1005. */
  private void closedBy(WebSocketFrame frame) {
    if (frame.isClose()) {
      over = true;
      cutLater();
      boolean coded = frame.binaryData().length() >= Short.BYTES;
      int code = coded ? Short.toUnsignedInt(frame.closeStatusCode()) : NO_CODE;
      reader.closed(code, coded ? frame.closeReason() : "");
    }
  }

  /** A close frame is told right after this, and then first; a broken connection has none. */
  private void gone() {
    closed.tryComplete();
    vertx.runOnContext(nothing -> whileOpen(this::brokenOff));
  }

  private void brokenOff() {
    over = true;
    reader.lost("the connection to the avatar service broke off");
  }

  /** Broken connections also close; what can't be decoded has to be closed by us. */
  private void broken(Throwable cause) {
    if (over || cause instanceof IOException || cause instanceof VertxException) {
      return;
    }
    close(TOO_BIG);
    reader.lost(
        "the avatar service sent a frame that can't be read, or more than "
            + settings.maxMessageBytes()
            + " bytes in one");
  }

  /** The public API only asks the peer to close; the channel ends for certain. */
  private void cutLater() {
    vertx.setTimer(
        settings.close().toMillis(),
        fired -> {
          ((WebSocketInternal) webSocket).channelHandlerContext().close();
          closed.tryComplete();
        });
  }
}
