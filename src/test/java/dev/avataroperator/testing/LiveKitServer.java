package dev.avataroperator.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real LiveKit server on loopback, which tests may kill and start again on the same ports. */
public final class LiveKitServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Path TEMPLATE = Path.of("dev/tools/lib/livekit.yaml");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path binary = binary();
  private final Path directory;
  private final int port = RoleProcess.freePort();
  private final int udpPort = RoleProcess.freePort();
  private final String key;
  private final String secret;
  private Process process;

  /** Starts nothing yet; its configuration and log are below the directory. */
  public LiveKitServer(Path directory, String key, String secret) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.key = key;
    this.secret = secret;
  }

  /** Starts it if it doesn't run, and waits until it answers; webhooks go to the given URLs. */
  public LiveKitServer start(URI... webhooks) {
    if (isRunning()) {
      return this;
    }
    try {
      var config = Files.writeString(directory.resolve("livekit.yaml"), config(List.of(webhooks)));
      process =
          new ProcessBuilder(binary.toString(), "--config", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("LiveKit answers, see " + log())
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .failFast("LiveKit ended, see " + log(), () -> !isRunning())
        .until(this::answers);
    return this;
  }

  /** For clients: {@code ws://127.0.0.1:…}. */
  public URI url() {
    return URI.create("ws://127.0.0.1:" + port);
  }

  /** For its HTTP API and WHIP. */
  public URI httpUrl() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public String key() {
    return key;
  }

  public String secret() {
    return secret;
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** What {@code kill -9} does; returns when the process has ended. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("LiveKit doesn't end", e);
    }
  }

  /** It answers nobody and forgets nothing, until it goes on. */
  public void pause() {
    signal("STOP");
  }

  public void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    Shell.output(Map.of(), List.of("kill", "-" + name, Long.toString(process.pid())));
  }

  @Override
  public void close() {
    if (isRunning()) {
      kill();
    }
  }

  private Path log() {
    return directory.resolve("livekit.log");
  }

  private boolean answers() {
    try {
      var request = HttpRequest.newBuilder(httpUrl()).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String config(List<URI> webhooks) throws IOException {
    var hooks =
        webhooks.isEmpty()
            ? ""
            : "webhook: {api_key: %s, urls: [%s]}%n"
                .formatted(
                    key,
                    String.join(", ", webhooks.stream().map(url -> "\"" + url + "\"").toList()));
    return Files.readString(TEMPLATE)
            .replace("@PORT@", Integer.toString(port))
            .replace("@UDP_PORT@", Integer.toString(udpPort))
            .replace("@KEYS@", key + ": " + secret)
        + hooks;
  }

  private static Path binary() {
    return Path.of(Shell.output(Map.of(), List.of("dev/tools/livekit", "--cached")).strip());
  }
}
