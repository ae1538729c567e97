package dev.avataroperator.cli;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Waits for a role's start or stop, for so many seconds at most. */
record Wait(CommandSpec spec, int seconds) {

  /** Throws ParameterException that says what was tried and why it failed. */
  <T> T until(Future<T> done, String attempt) {
    try {
      return done.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failed(attempt, String.valueOf(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      throw failed(attempt, "it took longer than " + seconds + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(attempt, "interrupted");
    }
  }

  private ParameterException failed(String attempt, String why) {
    return new ParameterException(spec.commandLine(), "can't " + attempt + ": " + why);
  }
}
