package dev.avataroperator.worker.speech;

/** How a segment ended; {@code latencyMs} is null when the service never answered it. */
public record Finish(long playedMs, Reason reason, Source source, Long latencyMs) {

  public enum Reason {
    Played,
    Interrupted,
    ConnectionLost,
    Expired
  }

  /** Whether the service said so or the worker concluded it. */
  public enum Source {
    Signal,
    Estimate
  }

  /** Whether it ended because the service was lost, not because of what it said. */
  public boolean isLost() {
    return reason == Reason.ConnectionLost || reason == Reason.Expired;
  }
}
