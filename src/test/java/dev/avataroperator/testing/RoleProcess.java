package dev.avataroperator.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One role of the packaged jar as a process of its own, which tests may kill and start again. */
public final class RoleProcess {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration START = Duration.ofSeconds(90);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ProcessBuilder builder;
  private final List<String> command;
  private final String role;
  private final Path log;
  private final int probePort = freePort();
  private Process process;
  private int loggedBefore;

  RoleProcess(Path directory, String heap, Map<String, String> environment, List<String> role) {
    this.role = role.get(0);
    this.log = directory.resolve(this.role + ".log");
    this.command = command(directory, heap, role);
    this.builder =
        new ProcessBuilder()
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    this.builder.environment().putAll(environment);
  }

  /**
   * Starts it if it doesn't run, with more options if need be; {@link #awaitReady()} tells when it
   * serves.
   */
  public RoleProcess start(String... options) {
    if (isRunning()) {
      return this;
    }
    loggedBefore = log().length();
    builder.command(Stream.concat(command.stream(), Stream.of(options)).toList());
    try {
      process = builder.start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the readiness probe answers 200. */
  public void awaitReady() {
    await(role + " is ready, see " + log)
        .atMost(START)
        .pollInterval(Duration.ofMillis(100))
        .failFast(role + " ended, see " + log, () -> !isRunning())
        .until(() -> status("/healthz/ready") == 200);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** What {@code kill -9} does; returns when the process has ended. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Stops all its threads: its port accepts connections, and nobody answers. */
  public void freeze() {
    signal("STOP");
    await().until(this::isStopped);
  }

  /** A signal takes its time on a busy machine: until then threads go on. */
  private boolean isStopped() throws IOException {
    try (var threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (var thread : threads.toList()) {
        if (!Files.readString(thread.resolve("status")).contains("\nState:\tT")) {
          return false;
        }
      }
      return true;
    }
  }

  /** Undoes {@link #freeze()}. */
  public void thaw() {
    signal("CONT");
  }

  /** All that it has logged so far. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has logged since its last start. */
  public String logSinceStart() {
    return log().substring(loggedBefore);
  }

  /** What a scrape of its metrics gives. */
  public String metrics() {
    return get("/q/metrics");
  }

  @Override
  public String toString() {
    return role;
  }

  private void signal(String name) {
    Shell.output(Map.of(), List.of("kill", "-" + name, Long.toString(process.pid())));
  }

  private void awaitEnd() {
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(role + " doesn't end", e);
    }
  }

  private int status(String path) {
    try {
      var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private String get(String path) {
    return new HttpText(http).of(HttpRequest.newBuilder(uri(path)));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + probePort + path);
  }

  private List<String> command(Path directory, String heap, List<String> role) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.add("-Xmx" + heap);
    command.add("-Djava.io.tmpdir=" + directory);
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + probePort);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(role);
    return command;
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
