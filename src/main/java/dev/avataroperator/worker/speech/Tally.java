package dev.avataroperator.worker.speech;

/** Counts what a session reads and finishes. */
public interface Tally {

  void finished(Finish finish);

  /** Audio that came from a client or a file. */
  void read(long bytes);

  /** Audio that belonged to no open segment, or wasn't kept. */
  void discarded(long bytes);
}
