package dev.avataroperator.egress;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import dev.avataroperator.egress.proto.ServerConfirmSession;
import dev.avataroperator.egress.proto.ServerError;
import dev.avataroperator.egress.proto.ServerResponseAnimation;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real WebSocket server that does to each connection what the test's script says. */
final class ScriptedService implements AutoCloseable {
  final List<Message> received = new CopyOnWriteArrayList<>();
  final List<Integer> closeCodes = new CopyOnWriteArrayList<>();
  final CompletableFuture<MultiMap> headers = new CompletableFuture<>();
  final CompletableFuture<String> path = new CompletableFuture<>();
  private final HttpServer server;

  private ScriptedService(Vertx vertx, HttpServerOptions options, Handler<HttpServerRequest> script)
      throws Exception {
    server =
        vertx
            .createHttpServer(options.setHost("127.0.0.1").setPort(0))
            .requestHandler(request -> handle(request, script))
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  /** Answers every request itself. */
  static ScriptedService answering(Vertx vertx, Handler<HttpServerRequest> script)
      throws Exception {
    return new ScriptedService(vertx, new HttpServerOptions(), script);
  }

  /** Upgrades, then runs the script when the first message (the configuration) came. */
  static ScriptedService configured(Vertx vertx, Handler<ServerWebSocket> script) throws Exception {
    return configured(vertx, new HttpServerOptions(), script);
  }

  static ScriptedService configured(
      Vertx vertx, HttpServerOptions options, Handler<ServerWebSocket> script) throws Exception {
    var holder = new CompletableFuture<ScriptedService>();
    var service =
        new ScriptedService(
            vertx,
            options,
            request ->
                request.toWebSocket().onSuccess(socket -> holder.join().record(socket, script)));
    holder.complete(service);
    return service;
  }

  URI ingress() {
    return URI.create("ws://127.0.0.1:" + server.actualPort() + "/v2/driveningress");
  }

  int port() {
    return server.actualPort();
  }

  List<Message> received(MessageType type) {
    return received.stream().filter(message -> message.getType() == type).toList();
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpServerRequest request, Handler<HttpServerRequest> script) {
    headers.complete(request.headers());
    path.complete(request.uri());
    script.handle(request);
  }

  private void record(ServerWebSocket socket, Handler<ServerWebSocket> script) {
    socket.closeHandler(
        nothing -> {
          Short code = socket.closeStatusCode();
          closeCodes.add(code == null ? -1 : Short.toUnsignedInt(code));
        });
    socket.binaryMessageHandler(
        frame -> {
          received.add(parse(frame));
          if (received.size() == 1
              || received.get(received.size() - 1).hasClientConfigureSession()) {
            script.handle(socket);
          }
        });
  }

  private static Message parse(Buffer frame) {
    try {
      return Message.parseFrom(frame.getBytes());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the client sent what can't be read", e);
    }
  }

  static void confirm(ServerWebSocket socket) {
    socket.writeBinaryMessage(confirmFrame("c-1"));
  }

  static Buffer confirmFrame(String connectionId) {
    return confirmFrame(connectionId, "playback_state");
  }

  static Buffer confirmFrame(String connectionId, String... capabilities) {
    return frame(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_SERVER_CONFIRM_SESSION)
            .setServerConfirmSession(
                ServerConfirmSession.newBuilder()
                    .setConnectionId(connectionId)
                    .addAllCapabilities(List.of(capabilities))));
  }

  static Buffer animationFrame(String requestId, boolean end) {
    return frame(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_SERVER_RESPONSE_ANIMATION)
            .setServerResponseAnimation(
                ServerResponseAnimation.newBuilder().setReqId(requestId).setEnd(end)));
  }

  static Buffer errorFrame(String requestId, int code, String text) {
    return frame(
        Message.newBuilder()
            .setType(MessageType.MESSAGE_SERVER_ERROR)
            .setServerError(
                ServerError.newBuilder().setReqId(requestId).setCode(code).setMessage(text)));
  }

  static Buffer frame(Message.Builder message) {
    return Buffer.buffer(message.build().toByteArray());
  }
}
