package dev.avataroperator.simulator;

import dev.avataroperator.credential.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/** What arrived for one request id, and how it was played. */
final class RequestRecord {
  private static final double NANOS_PER_MILLI = 1e6;

  private final String requestId;
  private final double nanosPerByte;
  private final Sources sources;
  private final MessageDigest digest = Sha256.digest();
  private Instant firstAudioAt;
  private Instant lastAudioAt;
  private long firstNanos;
  private long bytes;
  private long messages;
  private double behindNanos;
  private Instant endedAt;
  private Instant interruptedAt;
  private long bytesAfterInterrupt;
  private long answers;
  private Instant playedAt;
  private boolean abandoned;

  RequestRecord(String requestId, int sampleRate, Sources sources) {
    this.requestId = requestId;
    this.nanosPerByte = 1e9 / (2.0 * sampleRate);
    this.sources = sources;
  }

  String requestId() {
    return requestId;
  }

  /** Adds audio and returns how long it plays, in nanoseconds. */
  synchronized long add(Buffer audio) {
    var now = sources.nanoTime().getAsLong();
    lastAudioAt = sources.clock().instant();
    if (firstAudioAt == null) {
      firstAudioAt = lastAudioAt;
      firstNanos = now;
    }
    behindNanos = behindAt(now);
    messages++;
    bytes += audio.length();
    digest.update(audio.getByteBuf().nioBuffer());
    return Math.round(audio.length() * nanosPerByte);
  }

  synchronized void addAfterInterrupt(Buffer audio) {
    bytesAfterInterrupt += audio.length();
  }

  synchronized void end() {
    freeze();
    endedAt = sources.clock().instant();
  }

  synchronized void interrupt() {
    if (interruptedAt == null) {
      freeze();
      interruptedAt = sources.clock().instant();
    }
  }

  /** The connection went away before the segment's end. */
  synchronized void abandon() {
    freeze();
    abandoned = true;
  }

  synchronized void answered() {
    answers++;
  }

  synchronized void played() {
    playedAt = sources.clock().instant();
  }

  synchronized boolean isEnded() {
    return endedAt != null;
  }

  synchronized boolean isInterrupted() {
    return interruptedAt != null;
  }

  synchronized JsonObject toJson() {
    var behind = awaitsAudio() ? behindAt(sources.nanoTime().getAsLong()) : behindNanos;
    return new JsonObject()
        .put("requestId", requestId)
        .put("bytes", bytes)
        .put("messages", messages)
        .put("durationMs", Math.round(bytes * nanosPerByte / NANOS_PER_MILLI))
        .put("sha256", HexFormat.of().formatHex(copyOfDigest().digest()))
        .put("firstAudioAt", firstAudioAt)
        .put("lastAudioAt", lastAudioAt)
        .put("maxBehindMs", Math.round(behind / NANOS_PER_MILLI))
        .put("ended", endedAt != null)
        .put("endedAt", endedAt)
        .put("interrupted", interruptedAt != null)
        .put("interruptedAt", interruptedAt)
        .put("bytesAfterInterrupt", bytesAfterInterrupt)
        .put("answers", answers)
        .put("playedAt", playedAt);
  }

  private void freeze() {
    if (awaitsAudio()) {
      behindNanos = behindAt(sources.nanoTime().getAsLong());
    }
  }

  private boolean awaitsAudio() {
    return bytes > 0 && endedAt == null && interruptedAt == null && !abandoned;
  }

  /** How long a listener that began with the first byte would have waited so far, at most. */
  private double behindAt(long now) {
    return Math.max(behindNanos, now - firstNanos - bytes * nanosPerByte);
  }

  /** Finishing a digest ends it, and more audio may come. */
  private MessageDigest copyOfDigest() {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
