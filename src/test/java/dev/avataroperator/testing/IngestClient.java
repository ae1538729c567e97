package dev.avataroperator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A pipeline that pushes audio to a session and keeps what it is told. */
public final class IngestClient implements AutoCloseable, WebSocket.Listener {
  /** The subprotocol without which an upgrade is refused. */
  public static final String SUBPROTOCOL = "avatar-operator.v1";

  private static final int MESSAGE = 4_800;
  private static final int GONE = 1006;

  private final ObjectMapper json = new ObjectMapper();
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();

  private IngestClient(String url, String token) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols(SUBPROTOCOL)
            .header("Authorization", "Bearer " + token)
            .connectTimeout(Duration.ofSeconds(10))
            .buildAsync(URI.create(url), this)
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  public static IngestClient dial(String url, String token) {
    return new IngestClient(url, token);
  }

  /** Connects as the session's Secret says. */
  public static IngestClient of(Tenant tenant, String session) {
    var secret = session + "-ingest";
    return new IngestClient(tenant.value(secret, "url"), tenant.value(secret, "token"));
  }

  /** One segment: its start, the audio in messages of 100 ms, its end. */
  public IngestClient speak(String segment, byte[] audio) {
    return start(segment).push(audio).end();
  }

  public IngestClient start(String segment) {
    return text("{\"type\":\"start\",\"segment\":\"" + segment + "\"}");
  }

  public IngestClient push(byte[] audio) {
    return push(audio, MESSAGE);
  }

  /** The audio in messages of the given number of bytes. */
  public IngestClient push(byte[] audio, int message) {
    for (int from = 0; from < audio.length; from += message) {
      var piece = ByteBuffer.wrap(audio, from, Math.min(message, audio.length - from));
      send(() -> socket.sendBinary(piece, true));
    }
    return this;
  }

  /** A part of one message. */
  public IngestClient fragment(byte[] part, boolean last) {
    send(() -> socket.sendBinary(ByteBuffer.wrap(part), last));
    return this;
  }

  public IngestClient end() {
    return text("{\"type\":\"end\"}");
  }

  public IngestClient interrupt() {
    return text("{\"type\":\"interrupt\"}");
  }

  public IngestClient text(String message) {
    return send(() -> socket.sendText(message, true));
  }

  /** Waits for a message of the type. */
  public JsonNode await(String type) {
    return await(type, null);
  }

  /** Waits for a message of the type, about the segment if one is named. */
  public JsonNode await(String type, String segment) {
    Awaitility.await(type + " of " + segment)
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(find(type, segment)).as("%s", messages).isNotEmpty());
    return find(type, segment).get(0);
  }

  /** The messages of a type, about the segment if one is named. */
  public List<JsonNode> find(String type, String segment) {
    return messages.stream()
        .filter(message -> message.path("type").asText().equals(type))
        .filter(message -> segment == null || message.path("segment").asText().equals(segment))
        .toList();
  }

  /** Whether the worker has closed, or the connection is gone. */
  public boolean isClosed() {
    return closed.isDone();
  }

  /** Waits until the worker closes; the code. */
  public int closeCode() {
    return closed.copy().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(read(partial.toString()));
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(GONE);
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** What comes too late for a worker that has closed is no failure: the close code tells. */
  private IngestClient send(Supplier<CompletableFuture<WebSocket>> sending) {
    var sent = sending.get().orTimeout(20, TimeUnit.SECONDS);
    sent.handle((done, failure) -> failure == null ? 0 : closeCode()).join();
    return this;
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
