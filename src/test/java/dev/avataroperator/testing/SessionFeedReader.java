package dev.avataroperator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** Reads the console's server-sent events, as its page does. */
public final class SessionFeedReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final HttpResponse<Stream<String>> answer;

  /** One event with its data. */
  public record Event(String name, JsonNode data) {}

  private SessionFeedReader(HttpResponse<Stream<String>> answer) {
    this.answer = answer;
    if (answer.statusCode() == 200) {
      var reader = new Thread(this::read, "session-feed");
      reader.setDaemon(true);
      reader.start();
    }
  }

  public static SessionFeedReader open(String console, String token, String namespace) {
    var url = console + "/api/sessions" + (namespace == null ? "" : "?namespace=" + namespace);
    var request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    return HttpClient.newHttpClient()
        .sendAsync(request, BodyHandlers.ofLines())
        .orTimeout(30, TimeUnit.SECONDS)
        .thenApply(SessionFeedReader::new)
        .join();
  }

  public int status() {
    return answer.statusCode();
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Waits for an event of that name about the session. */
  public Event await(String name, String session) {
    Awaitility.await(name + " of " + session)
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> Assertions.assertThat(find(name, session)).as("%s", events).isNotEmpty());
    return find(name, session).get(0);
  }

  private List<Event> find(String name, String session) {
    return events.stream()
        .filter(event -> event.name().equals(name))
        .filter(event -> session == null || event.data().path("name").asText().equals(session))
        .toList();
  }

  private void read() {
    var name = new String[1];
    try (var lines = answer.body()) {
      lines.forEach(
          line -> {
            if (line.startsWith("event: ")) {
              name[0] = line.substring(7);
            } else if (line.startsWith("data: ")) {
              events.add(new Event(name[0], json(line.substring(6))));
            }
          });
    } catch (UncheckedIOException e) {
      // The console or this reader has closed: the events so far are what was told.
      return;
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    answer.body().close();
  }
}
