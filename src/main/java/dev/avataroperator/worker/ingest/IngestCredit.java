package dev.avataroperator.worker.ingest;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.worker.speech.Piece;
import java.time.Duration;

/**
 * How much audio a client may send ahead of playback: thirty seconds, less when the worker's byte
 * budget runs short. Audio that was played, discarded or interrupted gives its credit back. Time is
 * counted in bytes of PCM that play as long, the budget in the bytes that are held.
 */
final class IngestCredit {
  private static final long WINDOW = Duration.ofSeconds(30).toNanos();
  private static final long OVERRUN = Duration.ofSeconds(180).toNanos();
  private static final long STEP_MS = 500;

  private final PcmFormat format;
  private final ByteBudget budget;
  private long outstanding;
  private long unused;

  IngestCredit(PcmFormat format, ByteBudget budget) {
    this.format = format;
    this.budget = budget;
  }

  /** The allowance in milliseconds that a new connection begins with. */
  long open() {
    unused = 0;
    var millis = Math.max(0, owedMillis());
    unused = bytes(millis);
    return millis;
  }

  /** Counts audio that was read and is kept; throws {@link IngestRefused} when it's too much. */
  void keep(Piece piece) {
    outstanding += piece.plays();
    unused -= piece.plays();
    if (!budget.take(piece.length()) || outstanding > format.bytes(OVERRUN)) {
      giveBack(piece.plays());
      free(piece.length());
      throw IngestRefused.overrun(
          "more audio than the credit allows is waiting: send only what ready.credit and credit grant");
    }
  }

  /** Less is left than one grant adds: a client may well wait for more before it sends. */
  boolean isUsedUp() {
    return format.millis(unused) < STEP_MS;
  }

  /** Counts audio that was read and not kept. */
  void pass(long plays) {
    unused -= plays;
  }

  /** Audio was played, or never will be. */
  void giveBack(long plays) {
    outstanding -= plays;
  }

  /** Bytes aren't held any more. */
  void free(long bytes) {
    budget.giveBack(bytes);
  }

  /** Milliseconds to grant now, or 0. */
  long grant() {
    var owed = owedMillis();
    if (owed <= 0 || (owed < STEP_MS && outstanding > 0)) {
      return 0;
    }
    unused += bytes(owed);
    return owed;
  }

  private long owedMillis() {
    return format.millis(budget.offer(format.bytes(WINDOW)) - outstanding - unused);
  }

  private long bytes(long millis) {
    return format.bytes(Duration.ofMillis(millis).toNanos());
  }
}
