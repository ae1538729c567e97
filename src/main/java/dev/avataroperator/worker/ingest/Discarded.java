package dev.avataroperator.worker.ingest;

import dev.avataroperator.worker.speech.Tally;

/** Audio that belonged to no open segment: told in one message, when the next segment begins. */
final class Discarded {
  private final Tally tally;
  private long bytes;

  Discarded(Tally tally) {
    this.tally = tally;
  }

  void add(long more) {
    bytes += more;
    tally.discarded(more);
  }

  void tell(IngestSocket client) {
    if (bytes > 0 && client != null) {
      client.send(IngestReplies.discarded(bytes));
      bytes = 0;
    }
  }

  /** Nobody is left to tell; the worker's own count stays. */
  void forget() {
    bytes = 0;
  }
}
