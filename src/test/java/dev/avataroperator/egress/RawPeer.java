package dev.avataroperator.egress;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A TCP peer that speaks only as much WebSocket as the test writes: it never answers a ping or a
 * close by itself.
 */
final class RawPeer implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  final CompletableFuture<NetSocket> upgraded = new CompletableFuture<>();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger accepted = new AtomicInteger();
  private final NetServer server;

  private RawPeer(Vertx vertx, Handler<NetSocket> script) throws Exception {
    server =
        vertx
            .createNetServer()
            .connectHandler(socket -> accept(socket, script))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  /** Takes connections and runs the script on each at once. */
  static RawPeer onConnect(Vertx vertx, Handler<NetSocket> script) throws Exception {
    return new RawPeer(vertx, script);
  }

  /** Upgrades and confirms. */
  static RawPeer confirming(Vertx vertx) throws Exception {
    var holder = new CompletableFuture<RawPeer>();
    var peer = new RawPeer(vertx, socket -> holder.join().upgrade(socket));
    holder.complete(peer);
    return peer;
  }

  /** A frame's header and payload; {@code head} is the first byte: FIN and the opcode. */
  static Buffer frame(int head, Buffer payload) {
    var frame = Buffer.buffer().appendByte((byte) head);
    int length = payload.length();
    if (length < 126) {
      frame.appendByte((byte) length);
    } else if (length < 65_536) {
      frame.appendByte((byte) 126).appendUnsignedShort(length);
    } else {
      frame.appendByte((byte) 127).appendLong(length);
    }
    return frame.appendBuffer(payload);
  }

  URI ingress() {
    return URI.create("ws://127.0.0.1:" + server.actualPort() + "/v2/driveningress");
  }

  @Override
  public void close() {
    server.close();
  }

  private void accept(NetSocket socket, Handler<NetSocket> script) {
    accepted.incrementAndGet();
    open.incrementAndGet();
    socket.closeHandler(nothing -> open.decrementAndGet());
    script.handle(socket);
  }

  private void upgrade(NetSocket socket) {
    var request = Buffer.buffer();
    socket.handler(
        bytes -> {
          request.appendBuffer(bytes);
          if (!upgraded.isDone() && request.toString().contains("\r\n\r\n")) {
            socket.write(switching(request.toString()));
            socket.write(frame(0x82, ScriptedService.confirmFrame("c-raw")));
            upgraded.complete(socket);
          }
        });
  }

  private static String switching(String request) {
    var key = KEY.matcher(request);
    if (!key.find()) {
      throw new AssertionError("no WebSocket key in " + request);
    }
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + accept(key.group(1))
        + "\r\n\r\n";
  }

  private static String accept(String key) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(sha1.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
