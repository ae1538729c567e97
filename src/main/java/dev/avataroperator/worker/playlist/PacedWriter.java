package dev.avataroperator.worker.playlist;

import dev.avataroperator.audio.Pacer;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.worker.speech.Segment;
import java.time.Duration;

/** Moves what is due from a file's buffer into its segment, in pieces of 20 ms. */
final class PacedWriter {
  private static final long PIECE = Duration.ofMillis(20).toNanos();

  private final Pacer pacer;
  private final int piece;
  private final long startedAt;

  PacedWriter(PcmFormat format, Duration lead, long startedAt) {
    this.pacer = new Pacer(format, lead);
    this.piece = (int) format.bytes(PIECE);
    this.startedAt = startedAt;
  }

  /** Where in the file's audio the segment began, in bytes. */
  long startedAt() {
    return startedAt;
  }

  /** Returns the bytes moved. */
  int write(ItemBuffer buffer, Segment segment, long now) {
    var due = pacer.due(now);
    var moved = 0;
    while (moved < due && buffer.hasAudio()) {
      var audio = buffer.take(Math.min(piece, due - moved));
      segment.append(audio, now);
      moved += audio.length();
    }
    pacer.take(moved);
    return moved;
  }
}
