package dev.avataroperator.worker;

/** How a segment ended; {@code latencyMs} is null when the service never answered it. */
record Finish(long playedMs, Reason reason, Source source, Long latencyMs) {

  enum Reason {
    Played,
    Interrupted,
    ConnectionLost,
    Expired
  }

  /** Whether the service said so or the worker concluded it. */
  enum Source {
    Signal,
    Estimate
  }

  /** Whether it ended because the service was lost, not because of what it said. */
  boolean isLost() {
    return reason == Reason.ConnectionLost || reason == Reason.Expired;
  }
}
