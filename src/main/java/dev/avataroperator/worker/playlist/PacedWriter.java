package dev.avataroperator.worker.playlist;

import dev.avataroperator.audio.Pacer;
import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.worker.speech.Intake;
import dev.avataroperator.worker.speech.Segment;
import java.time.Duration;

/** Moves what is due from a file's buffer into its segment, by how long each piece plays. */
final class PacedWriter {
  private final SpeechFormat format;
  private final Intake intake;
  private final Pacer pacer;
  private final long startedAt;

  PacedWriter(SpeechFormat format, Duration lead, long startedAt) {
    this.format = format;
    this.intake = Intake.of(format);
    this.pacer = new Pacer(format.pcm(), lead);
    this.startedAt = startedAt;
  }

  /** The time in the file's audio at which the segment began. */
  long startedAt() {
    return startedAt;
  }

  /** Returns the bytes moved. */
  int write(ItemBuffer buffer, Segment segment, long now) {
    var due = pacer.due(now);
    var played = 0;
    var moved = 0;
    while (played < due && buffer.hasAudio()) {
      var piece = buffer.take();
      var plays = (int) format.plays(piece);
      intake.feed(piece.bytes(), each -> segment.append(each, now));
      played += plays;
      moved += piece.bytes().length();
    }
    pacer.take(played);
    return moved;
  }
}
