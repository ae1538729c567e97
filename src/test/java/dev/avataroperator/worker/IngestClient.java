package dev.avataroperator.worker;

import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that pushes audio and keeps what it is told. */
final class IngestClient {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  final List<JsonObject> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger closeCode = new AtomicInteger();
  private final WebSocket socket;

  private IngestClient(WebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(text -> told.add(new JsonObject(text)));
    socket.closeHandler(nothing -> closeCode.set(socket.closeStatusCode()));
    socket.resume();
  }

  static IngestClient dial(WorkerRig rig, String uid) {
    return dial(rig, uid, Orders.INGEST_TOKEN);
  }

  static IngestClient dial(WorkerRig rig, String uid, String token) {
    return WorkerRig.await(
        sockets(rig)
            .connect(options(rig, uid, token).addSubProtocol("avatar-operator.v1"))
            .map(
                socket -> {
                  socket.pause();
                  return new IngestClient(socket);
                }));
  }

  static WebSocketClient sockets(WorkerRig rig) {
    return rig.vertx.createWebSocketClient();
  }

  static WebSocketConnectOptions options(WorkerRig rig, String uid, String token) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(rig.port())
        .setURI("/v1/sessions/" + uid + "/audio")
        .addHeader("Authorization", "Bearer " + token);
  }

  IngestClient start(String segment) {
    return send(new JsonObject().put("type", "start").put("segment", segment));
  }

  IngestClient end() {
    return send(new JsonObject().put("type", "end"));
  }

  IngestClient interrupt() {
    return send(new JsonObject().put("type", "interrupt"));
  }

  IngestClient send(JsonObject message) {
    return sendText(message.encode());
  }

  IngestClient sendText(String text) {
    socket.writeTextMessage(text);
    return this;
  }

  IngestClient frame(WebSocketFrame frame) {
    socket.writeFrame(frame);
    return this;
  }

  IngestClient audio(byte[] audio, int pieces) {
    for (var at = 0; at < audio.length; at += pieces) {
      socket.writeBinaryMessage(
          Buffer.buffer(audio).slice(at, Math.min(audio.length, at + pieces)));
    }
    return this;
  }

  /** The first message of the type, for the segment if one is named; waits for it. */
  JsonObject told(String type, String segment) {
    await(type + " of " + segment).atMost(DEADLINE).until(() -> find(type, segment) != null);
    return find(type, segment);
  }

  JsonObject told(String type) {
    return told(type, null);
  }

  long count(String type) {
    return told.stream().filter(each -> each.getString("type").equals(type)).count();
  }

  int closedWith() {
    await("close").atMost(DEADLINE).until(() -> closeCode.get() != 0);
    return closeCode.get();
  }

  void cut() {
    WorkerRig.await(socket.close());
  }

  private JsonObject find(String type, String segment) {
    return told.stream()
        .filter(each -> each.getString("type").equals(type))
        .filter(each -> segment == null || segment.equals(each.getString("segment")))
        .findFirst()
        .orElse(null);
  }
}
