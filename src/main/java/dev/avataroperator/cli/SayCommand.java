package dev.avataroperator.cli;

import dev.avataroperator.worker.ingest.IngestPusher;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The role {@code say}: pushes a WAV file into an ingest session, in real time. */
@Command(
    name = "say",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Pushes a WAV file into an ingest session and waits until it was played.")
public class SayCommand implements Callable<Integer> {
  private static final long MOST_BYTES = 50_000_000;

  @Spec CommandSpec spec;
  @Inject Vertx vertx;

  @Option(names = "--url", required = true, description = "The ingest URL, ws:// or wss://.")
  URI url;

  @Option(names = "--token-file", required = true, description = "Holds the ingest token.")
  Path tokenFile;

  @Option(names = "--ca-file", description = "PEM certificates to trust instead of the JDK's.")
  Path caFile;

  @Option(
      names = "--timeout",
      defaultValue = "30m",
      converter = DurationOption.class,
      description = "The longest wait for the end of playback.")
  Duration timeout;

  @Parameters(paramLabel = "FILE.wav", description = "Mono, 16 bit, at the session's rate.")
  Path file;

  @Override
  public Integer call() {
    var pushing = pusher().push(wav(), "say-" + UUID.randomUUID());
    try {
      pushing
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return 0;
    } catch (ExecutionException e) {
      return failed(String.valueOf(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      return failed("it wasn't finished within " + timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    }
  }

  private IngestPusher pusher() {
    var token = new SecretFile("--token-file", tokenFile).read(spec);
    try {
      var target = new IngestPusher.Target(url, token, caFile);
      return new IngestPusher(vertx, System::nanoTime, target, System.out::println);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Buffer wav() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw wrong(file + " is larger than 50 MB: split it");
      }
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (IOException e) {
      throw wrong(file + " can't be read");
    }
  }

  private static int failed(String why) {
    System.err.println("say: " + why);
    return 1;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
