package dev.avataroperator.worker.ingest;

import dev.avataroperator.audio.SpeechFormat;
import dev.avataroperator.worker.speech.Intake;
import dev.avataroperator.worker.speech.Piece;
import dev.avataroperator.worker.speech.Segment;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The segment that a client is sending: how much of it came, and notices when nothing comes. */
final class OpenSegment {
  private static final long WARN_AFTER = Duration.ofSeconds(1).toNanos();
  private static final long END_AFTER = Duration.ofSeconds(10).toNanos();
  private static final long OPEN_AFTER_LOSS = Duration.ofSeconds(2).toNanos();
  private static final long ACK_EVERY = Duration.ofMillis(500).toNanos();

  private final Segment segment;
  private final Intake intake;
  private long received;
  private long acknowledged;
  private long ackAt;
  private long lastAudio;
  private boolean warned;
  private boolean orphaned;
  private long orphanedAt;

  OpenSegment(Segment segment, SpeechFormat format, long now) {
    this.intake = Intake.of(format);
    this.segment = segment;
    this.lastAudio = now;
    this.ackAt = now;
  }

  Segment segment() {
    return segment;
  }

  /** Hands over what is whole with this audio. */
  void take(Buffer audio, long readAt, Consumer<Piece> whole) {
    received += audio.length();
    lastAudio = readAt;
    warned = false;
    intake.feed(audio, whole);
  }

  Intake intake() {
    return intake;
  }

  /** Bytes that never became whole, or weren't of the format. */
  int left() {
    return intake.left();
  }

  /** Says what is missing of audio that is complete. */
  Optional<JsonObject> shortfall() {
    return Optional.ofNullable(received == 0 ? null : intake.shortfall())
        .map(missing -> IngestReplies.truncated(segment.id(), missing));
  }

  /** Its client went; a new connection may go on with it for a while. */
  void orphan(long now) {
    orphaned = true;
    orphanedAt = now;
  }

  /** The client of now goes on with it. */
  void adopt(long now) {
    orphaned = false;
    lastAudio = now;
    warned = false;
  }

  long received() {
    return received;
  }

  boolean isOrphaned() {
    return orphaned;
  }

  boolean isLost(long now) {
    return orphaned && now - orphanedAt >= OPEN_AFTER_LOSS;
  }

  /** The client isn't late: it may send nothing now. */
  void waitsForCredit(long now) {
    lastAudio = now;
  }

  boolean isAbandoned(long now) {
    return now - lastAudio >= END_AFTER;
  }

  /** Says once that audio stopped coming. */
  Optional<JsonObject> warning(long now) {
    if (warned || now - lastAudio < WARN_AFTER) {
      return Optional.empty();
    }
    warned = true;
    return Optional.of(IngestReplies.stalled(segment.id(), false));
  }

  /** The bytes received, when that is news. */
  Optional<JsonObject> ack(long now, boolean last) {
    var due = last || now - ackAt >= ACK_EVERY;
    if (!due || received == acknowledged) {
      return Optional.empty();
    }
    acknowledged = received;
    ackAt = now;
    return Optional.of(IngestReplies.ack(segment.id(), received));
  }
}
