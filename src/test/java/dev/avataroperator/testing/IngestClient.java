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
import org.awaitility.Awaitility;

/** A pipeline that pushes audio to a session, with what stands in the session's ingest Secret. */
public final class IngestClient implements AutoCloseable, WebSocket.Listener {
  private static final int MESSAGE = 4_800;

  private final ObjectMapper json = new ObjectMapper();
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;
  private volatile int closeCode;

  private IngestClient(String url, String token) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("avatar-operator.v1")
            .header("Authorization", "Bearer " + token)
            .connectTimeout(Duration.ofSeconds(10))
            .buildAsync(URI.create(url), this)
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
  }

  /** Connects as the session's Secret says. */
  public static IngestClient of(Tenant tenant, String session) {
    var secret = session + "-ingest";
    return new IngestClient(tenant.value(secret, "url"), tenant.value(secret, "token"));
  }

  /** One segment: its start, the audio in messages of 100 ms, its end. */
  public void speak(String segment, byte[] audio) {
    start(segment);
    push(audio);
    text("{\"type\":\"end\"}");
  }

  public void start(String segment) {
    text("{\"type\":\"start\",\"segment\":\"" + segment + "\"}");
  }

  public void push(byte[] audio) {
    for (int from = 0; from < audio.length; from += MESSAGE) {
      var length = Math.min(MESSAGE, audio.length - from);
      send(socket.sendBinary(ByteBuffer.wrap(audio, from, length), true));
    }
  }

  public void interrupt() {
    text("{\"type\":\"interrupt\"}");
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

  /** How the worker closed; 0 while it hasn't. */
  public int closeCode() {
    return closeCode;
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
    closeCode = code;
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void text(String message) {
    send(socket.sendText(message, true));
  }

  private static void send(CompletableFuture<WebSocket> sent) {
    sent.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
