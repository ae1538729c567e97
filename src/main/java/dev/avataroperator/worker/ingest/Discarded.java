package dev.avataroperator.worker.ingest;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.worker.speech.Intake;
import dev.avataroperator.worker.speech.Piece;
import dev.avataroperator.worker.speech.Tally;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;

/**
 * Audio that belonged to no open segment or wasn't kept: told in one message, when the next segment
 * begins or before a close.
 */
final class Discarded {
  private final SpeechFormat format;
  private final Tally tally;
  private Intake intake;
  private long bytes;

  Discarded(SpeechFormat format, Tally tally) {
    this.format = format;
    this.tally = tally;
    this.intake = Intake.of(format);
  }

  /** What comes from here on is the rest of a stream whose beginning was taken in. */
  void follow(Intake begun) {
    intake = begun;
  }

  /** Returns how long it would have played, which is nothing where it isn't audio. */
  long add(Buffer audio) {
    count(audio.length());
    try {
      return plays(audio);
    } catch (AudioProblem problem) {
      intake = Intake.of(format);
    }
    try {
      return plays(audio);
    } catch (AudioProblem problem) {
      intake = Intake.of(format);
      return 0;
    }
  }

  /** Bytes that never became whole, or for which there was no room. */
  void count(long more) {
    bytes += more;
    tally.discarded(more);
  }

  void tell(PresentClient client) {
    if (bytes > 0 && client.isHere()) {
      client.tell(IngestReplies.discarded(bytes));
      bytes = 0;
    }
  }

  /** Nobody is left to tell; the worker's own count stays. */
  void forget() {
    bytes = 0;
  }

  private long plays(Buffer audio) {
    var whole = new ArrayList<Piece>();
    intake.feed(audio, whole::add);
    return whole.stream().mapToLong(Piece::plays).sum();
  }
}
