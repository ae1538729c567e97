package dev.avataroperator.simulator.record;

import dev.avataroperator.credential.Sha256;
import dev.avataroperator.simulator.settings.Sources;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** What arrived for one request id, and how it was played. */
public final class RequestRecord {
  private static final double NANOS_PER_MILLI = 1e6;

  private final String requestId;
  private final AudioMeter meter;
  private final AudioShelf.Recording recording;
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
  private String interruptReason = "";
  private String problem;
  private long playedNanos;

  RequestRecord(
      String requestId, AudioMeter meter, AudioShelf.Recording recording, Sources sources) {
    this.requestId = requestId;
    this.meter = meter;
    this.recording = recording;
    this.sources = sources;
  }

  public String requestId() {
    return requestId;
  }

  /**
   * Adds audio and returns how long it plays, in nanoseconds; throws when it isn't of the session's
   * format.
   */
  public synchronized long add(Buffer audio) {
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
    recording.add(audio);
    var before = meter.nanos();
    meter.add(audio);
    return Math.round(meter.nanos() - before);
  }

  public synchronized void addAfterInterrupt(Buffer audio) {
    bytesAfterInterrupt += audio.length();
  }

  public synchronized void end() {
    freeze();
    endedAt = sources.clock().instant();
    if (bytes > 0 && problem == null) {
      problem = meter.shortfall();
    }
  }

  /** Takes no more audio, since it isn't of the session's format. */
  public synchronized void spoiled(String why) {
    problem = why;
    end();
  }

  public synchronized void interrupt(String reason) {
    if (interruptedAt == null) {
      freeze();
      interruptedAt = sources.clock().instant();
      interruptReason = reason;
    }
  }

  /** How far it was played when it was stopped. */
  public synchronized void stopped(long nanos) {
    if (playedNanos == 0) {
      playedNanos = nanos;
    }
  }

  /** The connection went away before the segment's end. */
  synchronized void abandon() {
    freeze();
    abandoned = true;
  }

  public synchronized void answered() {
    answers++;
  }

  public synchronized void played(long nanos) {
    playedAt = sources.clock().instant();
    playedNanos = nanos;
  }

  public synchronized long playedNanos() {
    return playedNanos;
  }

  /** Empty unless it was interrupted. */
  public synchronized String interruptReason() {
    return interruptReason;
  }

  public synchronized boolean isFinished() {
    return playedAt != null || interruptedAt != null;
  }

  Optional<Buffer> audio() {
    return recording.audio();
  }

  public synchronized boolean isEnded() {
    return endedAt != null;
  }

  public synchronized boolean isInterrupted() {
    return interruptedAt != null;
  }

  synchronized JsonObject toJson() {
    var behind = awaitsAudio() ? behindAt(sources.nanoTime().getAsLong()) : behindNanos;
    return new JsonObject()
        .put("requestId", requestId)
        .put("bytes", bytes)
        .put("messages", messages)
        .put("durationMs", Math.round(meter.nanos() / NANOS_PER_MILLI))
        .put("sha256", HexFormat.of().formatHex(copyOfDigest().digest()))
        .put("firstAudioAt", firstAudioAt)
        .put("lastAudioAt", lastAudioAt)
        .put("maxBehindMs", Math.round(behind / NANOS_PER_MILLI))
        .put("ended", endedAt != null)
        .put("endedAt", endedAt)
        .put("interrupted", interruptedAt != null)
        .put("interruptedAt", interruptedAt)
        .put("interruptReason", interruptedAt == null ? null : interruptReason)
        .put("playedMs", Math.round(playedNanos / NANOS_PER_MILLI))
        .put("problem", problem)
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
    return Math.max(behindNanos, now - firstNanos - meter.nanos());
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
