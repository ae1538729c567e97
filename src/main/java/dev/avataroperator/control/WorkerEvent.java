package dev.avataroperator.control;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A message of {@code GET /v1/events}: a snapshot first (sequence 0), then a report per change, the
 * sequence number rising by one; a gap means that the reader reconnects.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerEvent(
    Type type, long sequence, Load load, List<SessionReport> sessions, String removed) {

  /** Snapshot: load and all sessions. Session: one report. Removed: its uid. Load: the load. */
  public enum Type {
    Snapshot,
    Session,
    Removed,
    Load
  }

  /** {@code instance} is random per process: another one means that the worker restarted. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Load(String instance, int sessions, int capacity, boolean busy, boolean draining) {}
}
