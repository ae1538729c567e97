package dev.avataroperator.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that is done again and again; what fails isn't done again, and is told at the end. */
final class Rounds {
  private final ScheduledExecutorService executor;
  private final List<ScheduledFuture<?>> running = new ArrayList<>();

  Rounds(ScheduledExecutorService executor) {
    this.executor = executor;
  }

  Rounds every(Duration period, Runnable work) {
    return after(Duration.ZERO, period, work);
  }

  /** Each at this period, spread over it. */
  Rounds each(List<Runnable> works, Duration period) {
    for (var index = 0; index < works.size(); index++) {
      after(period.multipliedBy(index).dividedBy(works.size()), period, works.get(index));
    }
    return this;
  }

  /** Waits that long, ends the work and lets what has begun come to its end. */
  void lastFor(Duration time) {
    var stop = executor.schedule(() -> {}, time.toMillis(), TimeUnit.MILLISECONDS);
    try {
      stop.get(time.plusMinutes(1).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new CompletionException(e);
    }
    running.forEach(Rounds::stop);
  }

  private Rounds after(Duration delay, Duration period, Runnable work) {
    running.add(
        executor.scheduleAtFixedRate(
            work, delay.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS));
    return this;
  }

  private static void stop(ScheduledFuture<?> round) {
    if (round.isDone()) {
      try {
        round.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      }
    }
    round.cancel(false);
  }
}
