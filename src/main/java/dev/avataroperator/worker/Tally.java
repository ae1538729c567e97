package dev.avataroperator.worker;

/** Counts finished segments, for the session and for the worker. */
record Tally(SessionUsage usage, WorkerMetrics metrics) {

  void finished(Finish finish) {
    usage.finished(finish);
    metrics.finished(finish);
  }
}
