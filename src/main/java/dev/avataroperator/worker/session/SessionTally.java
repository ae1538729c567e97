package dev.avataroperator.worker.session;

import dev.avataroperator.worker.speech.Finish;
import dev.avataroperator.worker.speech.Tally;

/** Counts for the session and for the worker. */
public record SessionTally(SessionUsage usage, WorkerMetrics metrics) implements Tally {

  @Override
  public void finished(Finish finish) {
    usage.finished(finish);
    metrics.finished(finish);
  }

  @Override
  public void read(long bytes) {
    metrics.read(bytes);
  }

  @Override
  public void discarded(long bytes) {
    metrics.discarded(bytes);
  }
}
