package dev.avataroperator.simulator.publish.webrtc;

import dev.avataroperator.simulator.publish.PublishProblem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that the native library tells later, on its own thread. */
class Awaited<T> {
  private final CompletableFuture<T> told = new CompletableFuture<>();
  private final String what;

  Awaited(String what) {
    this.what = what;
  }

  final void tell(T value) {
    told.complete(value);
  }

  final void fail(String why) {
    told.completeExceptionally(new IllegalStateException(why));
  }

  final boolean isTold() {
    return told.isDone() && !told.isCompletedExceptionally();
  }

  final T await(Duration timeout) throws PublishProblem {
    try {
      return told.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw PublishProblem.outage(what + " failed: " + e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw PublishProblem.outage(what + " took longer than " + timeout.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PublishProblem.lasting("the simulator is stopping");
    }
  }
}
