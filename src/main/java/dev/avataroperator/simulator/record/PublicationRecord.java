package dev.avataroperator.simulator.record;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What a session sent into its room. Holds no token. */
public final class PublicationRecord {
  private static final int CHUNK_MS = 10;

  private final Clock clock;
  private boolean wanted;
  private Instant joinedAt;
  private Instant leftAt;
  private String participantSid;
  private String problem;
  private long joins;
  private long pictures;
  private long chunks;
  private long spokenChunks;
  private long unheardNanos;

  public PublicationRecord(Clock clock) {
    this.clock = clock;
  }

  /** The session has a room that it shall publish to. */
  public synchronized void wanted() {
    wanted = true;
  }

  public synchronized void joined(String sid) {
    joins++;
    joinedAt = clock.instant();
    leftAt = null;
    participantSid = sid;
    problem = null;
  }

  public synchronized boolean hasJoined() {
    return joins > 0;
  }

  /** Why may be null, when it was meant to. */
  public synchronized void left(String why) {
    leftAt = clock.instant();
    problem = why;
  }

  public synchronized void failed(String why) {
    problem = why;
  }

  public synchronized void picture() {
    pictures++;
  }

  /** 10 ms, of speech or of silence. */
  public synchronized void sound(boolean spoken) {
    chunks++;
    spokenChunks += spoken ? 1 : 0;
  }

  /** Speech that nobody in the room heard. */
  public synchronized void unheard(long nanos) {
    unheardNanos += nanos;
  }

  /** Null where nothing was to be published. */
  synchronized JsonObject toJson() {
    return !wanted
        ? null
        : new JsonObject()
            .put("joinedAt", joinedAt)
            .put("leftAt", leftAt)
            .put("participantSid", participantSid)
            .put("joins", joins)
            .put("frames", pictures)
            .put("audioMs", chunks * CHUNK_MS)
            .put("speechMs", spokenChunks * CHUNK_MS)
            .put("unheardMs", TimeUnit.NANOSECONDS.toMillis(unheardNanos))
            .put("problem", problem);
  }
}
