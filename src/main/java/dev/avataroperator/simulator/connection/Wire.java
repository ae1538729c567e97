package dev.avataroperator.simulator.connection;

import com.google.protobuf.MessageLite;
import dev.avataroperator.net.CloseReason;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** Writes to one client's socket. */
public final class Wire {
  private final ServerWebSocket socket;
  private final HttpConnection connection;
  private final ServerFrames frames;

  public Wire(ServerWebSocket socket, HttpConnection connection, ServerFrames frames) {
    this.socket = socket;
    this.connection = connection;
    this.frames = frames;
  }

  public ServerFrames frames() {
    return frames;
  }

  public ServerWebSocket socket() {
    return socket;
  }

  /** True when the client doesn't read fast enough. */
  public boolean isFull() {
    return socket.isClosed() || socket.writeQueueFull();
  }

  public void send(MessageLite message) {
    binary(Buffer.buffer(message.toByteArray()));
  }

  public void binary(Buffer frame) {
    if (!socket.isClosed()) {
      socket.writeBinaryMessage(frame);
    }
  }

  public void text(String frame) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(frame);
    }
  }

  public void ping() {
    if (!socket.isClosed()) {
      socket.writePing(Buffer.buffer("sim"));
    }
  }

  public void close(int code, String reason) {
    if (!socket.isClosed()) {
      socket.close((short) code, CloseReason.of(reason));
    }
  }

  /** How the client ended it; 1006 when it just went away. */
  public int closeCode() {
    var code = socket.closeStatusCode();
    return code == null ? 1006 : code;
  }

  /** Writes what isn't a whole frame, past all that would make one of it. */
  public void raw(byte[] bytes) {
    if (connection instanceof ConnectionBase tcp) {
      tcp.channelHandlerContext()
          .pipeline()
          .firstContext()
          .writeAndFlush(Unpooled.wrappedBuffer(bytes));
    } else {
      throw new IllegalStateException("not a TCP connection: " + connection);
    }
  }

  /** Ends the TCP connection without the close frame that Vert.x would send first. */
  public void drop() {
    if (connection instanceof ConnectionBase tcp) {
      tcp.channelHandlerContext().close();
    } else {
      throw new IllegalStateException("not a TCP connection: " + connection);
    }
  }
}
