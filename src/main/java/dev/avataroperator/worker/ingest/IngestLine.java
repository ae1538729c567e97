package dev.avataroperator.worker.ingest;

import dev.avataroperator.net.CloseReason;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A client's WebSocket: everything read is handed to the session's event loop at once, so nothing
 * waits in the socket; a peer that doesn't answer pings for a minute is closed.
 */
public final class IngestLine implements IngestSocket {
  public static final String SUBPROTOCOL = "avatar-operator.v1";
  private static final long PING_MS = 20_000;
  private static final long IDLE = Duration.ofSeconds(60).toNanos();
  private static final int IDLE_CODE = 4408;

  private final ServerWebSocket socket;
  private final Context context = Vertx.currentContext();
  private final LongSupplier nanoTime;
  private volatile long lastRead;

  /** What a client writes to: the feed, the loop that it lives on, and the state to begin with. */
  public record Session(IngestFeed feed, Executor loop, Supplier<String> state) {}

  /** To be called on the socket's event loop. */
  public IngestLine(ServerWebSocket socket, LongSupplier nanoTime) {
    this.socket = socket;
    this.nanoTime = nanoTime;
    this.lastRead = nanoTime.getAsLong();
  }

  /** To be called on the socket's event loop. */
  public void serve(Session session) {
    var feed = session.feed();
    var loop = session.loop();
    var vertx = context.owner();
    var timer = vertx.setPeriodic(PING_MS, id -> watch());
    socket.frameHandler(frame -> lastRead = nanoTime.getAsLong());
    socket.pongHandler(pong -> lastRead = nanoTime.getAsLong());
    socket.exceptionHandler(
        failure -> {
          loop.execute(() -> feed.disconnect(this));
          failed(failure);
        });
    socket.textMessageHandler(
        text -> {
          var readAt = nanoTime.getAsLong();
          loop.execute(() -> feed.text(this, text, readAt));
        });
    socket.binaryMessageHandler(
        audio -> {
          var readAt = nanoTime.getAsLong();
          loop.execute(() -> feed.binary(this, audio, readAt));
        });
    socket.closeHandler(
        nothing -> {
          vertx.cancelTimer(timer);
          loop.execute(() -> feed.disconnect(this));
        });
    loop.execute(() -> feed.connect(this, session.state().get()));
  }

  @Override
  public void send(JsonObject message) {
    context.runOnContext(nothing -> write(message));
  }

  @Override
  public void close(int code, String error, String message) {
    context.runOnContext(nothing -> closeNow(code, error, message));
  }

  /**
   * On the socket's event loop only: a write of another thread makes Vert.x put all others in line
   * behind it, and a connection that has failed is ended before that line is worked off.
   */
  private void write(JsonObject message) {
    if (socket.isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      socket.close((short) IDLE_CODE, "the client doesn't read what it is told");
      return;
    }
    socket.writeTextMessage(message.encode());
  }

  private void closeNow(int code, String error, String message) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(IngestReplies.error(error, message).encode());
      socket.close((short) code, CloseReason.of(message));
    }
  }

  /** An IllegalStateException is how a message of several frames that grew too long is told. */
  private void failed(Throwable failure) {
    if (failure instanceof IllegalStateException) {
      closeNow(IngestRefused.TOO_BIG, "TooLarge", IngestRefused.TOO_BIG_TEXT);
    } else if (!(failure instanceof CorruptedWebSocketFrameException broken)) {
      socket.close();
    } else if (broken.closeStatus().code() == IngestRefused.TOO_BIG) {
      closeNow(IngestRefused.TOO_BIG, "TooLarge", IngestRefused.TOO_BIG_TEXT);
    } else {
      closeNow(broken.closeStatus().code(), "Malformed", "a WebSocket frame can't be read");
    }
  }

  private void watch() {
    if (nanoTime.getAsLong() - lastRead >= IDLE) {
      closeNow(IDLE_CODE, "Idle", "no answer to pings for a minute");
    } else {
      socket.writePing(Buffer.buffer("avatar"));
    }
  }
}
