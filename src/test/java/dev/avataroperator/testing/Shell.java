package dev.avataroperator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of the machine to its end. */
public final class Shell {
  private static final int DEADLINE_SECONDS = 120;

  private Shell() {}

  /** What it wrote to its standard output; an AssertionError with all it wrote when it fails. */
  public static String output(Map<String, String> environment, List<String> command) {
    try {
      var errors = Files.createTempFile("shell", ".err");
      try {
        return run(environment, command, errors);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String run(Map<String, String> environment, List<String> command, Path errors)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
    if (!ended || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(
          String.join(" ", command) + "\n" + output + Files.readString(errors));
    }
    return output;
  }
}
