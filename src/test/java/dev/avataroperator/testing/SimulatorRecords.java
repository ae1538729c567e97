package dev.avataroperator.testing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the simulated avatar service recorded of the sessions that it had. */
public final class SimulatorRecords {
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final HttpText http = new HttpText(HttpClient.newHttpClient());
  private final String consoleUrl;
  private final String apiKey;

  SimulatorRecords(String consoleUrl, String apiKey) {
    this.consoleUrl = consoleUrl;
    this.apiKey = apiKey;
  }

  /** A driving session. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Connection(
      String connectionId,
      String dialect,
      String avatarId,
      Instant confirmedAt,
      Instant closedAt,
      Integer closeCode,
      int duplicates,
      Publication publication,
      List<Request> requests) {}

  /** How a driving session stands in its room. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Publication(Instant joinedAt) {}

  /** A segment of speech. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Request(
      String requestId,
      long bytes,
      long durationMs,
      String sha256,
      boolean ended,
      boolean interrupted,
      long bytesAfterInterrupt,
      long maxBehindMs) {}

  /** Counters since the simulator's start. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Stats(
      long mints,
      long confirms,
      long duplicates,
      long openSessions,
      Map<String, Long> tokensRefused) {

    /** Session tokens that were presented and no good: {@code used}, expired or unknown. */
    public long refused(String reason) {
      return tokensRefused.get(reason);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Connections(List<Connection> sessions) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Struck(int openSessions) {}

  /** The driving sessions that published into a LiveKit room, in order of time. */
  public List<Connection> inRoom(String room) {
    return get("/sim/sessions?room=" + room, Connections.class).sessions();
  }

  /** The driving sessions that published into an Agora channel, in order of time. */
  public List<Connection> inChannel(String channel) {
    return get("/sim/sessions?channel=" + channel, Connections.class).sessions();
  }

  /** The driving sessions that are open, by room=… or channel=…. */
  public List<Connection> open(String filter) {
    return get("/sim/sessions?open=true&" + filter, Connections.class).sessions();
  }

  public Stats stats() {
    return get("/sim/stats", Stats.class);
  }

  /** Has the service close an open session. */
  public void closeWith(int code, String connectionId) {
    arm(
        "{\"kind\":\"close\",\"code\":%d,\"match\":{\"connectionId\":\"%s\"}}"
            .formatted(code, connectionId));
  }

  /** Arms a fault, as docs/simulator.md describes them; how many open sessions it struck. */
  public int arm(String fault) {
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(consoleUrl + "/sim/faults"))
                .POST(HttpRequest.BodyPublishers.ofString(fault)));
    return read(answer, Struck.class).openSessions();
  }

  /** Clears what is armed. */
  public void disarm() {
    send(HttpRequest.newBuilder(URI.create(consoleUrl + "/sim/faults")).DELETE());
  }

  /** All that it tells of its sessions, as text. */
  public String text() {
    return get("/sim/sessions");
  }

  private <T> T get(String path, Class<T> type) {
    return read(get(path), type);
  }

  private static <T> T read(String text, Class<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(consoleUrl + path)));
  }

  private String send(HttpRequest.Builder call) {
    return http.of(call.header("X-Api-Key", apiKey));
  }
}
