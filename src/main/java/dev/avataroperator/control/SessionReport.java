package dev.avataroperator.control;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.avataroperator.credential.FailureCode;
import java.util.List;

/**
 * What a worker says of one session; no credentials. {@code digest} is the SHA-256 (hex) of the
 * last accepted assignment's body; {@code usedGenerations} are the session tokens of this epoch
 * that were presented to the service.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionReport(
    String uid,
    long epoch,
    State state,
    String digest,
    String connectionId,
    List<Long> usedGenerations,
    Failure failure,
    Activity activity,
    Latency latency,
    Usage usage) {

  /** The same with how long the session has been silent. */
  public SessionReport at(Long silentForMs) {
    return new SessionReport(
        uid,
        epoch,
        state,
        digest,
        connectionId,
        usedGenerations,
        failure,
        activity.silentFor(silentForMs),
        latency,
        usage);
  }

  /** Where the session stands at its worker. */
  public enum State {
    /** Assigned, no connection asked for or no unused token left. */
    Waiting,
    /** Dialling or awaiting the confirm, for the first time in this epoch. */
    Connecting,
    /** Confirmed: audio flows. */
    Streaming,
    /** Was confirmed in this epoch, the connection was lost, dialling again. */
    Reconnecting,
    /** The connection was closed because nothing is to be said; the assignment stays. */
    Parked,
    /** The service refused; the worker doesn't try again by itself. */
    Failed
  }

  /**
   * Why the session isn't streaming; {@code code} is a name of {@link
   * dev.avataroperator.credential.FailureCode}.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Failure(FailureCode code, String message, boolean retryable) {}

  /**
   * {@code silent}: no segment is unfinished; {@code silentForMs}: how long that has been so and no
   * audio was read, null while it isn't; {@code wake}: parked, and holds audio that a client sent;
   * {@code itemsFinished}: playlist items reported finished; {@code sourceEnded}: the last one was;
   * {@code sourceProblem}: what is wrong with the present item, for people.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Activity(
      boolean silent,
      Long silentForMs,
      boolean wake,
      boolean sourceEnded,
      int itemsFinished,
      String sourceProblem) {

    public Activity(boolean silent, boolean sourceEnded, int itemsFinished, String sourceProblem) {
      this(silent, null, false, sourceEnded, itemsFinished, sourceProblem);
    }

    /** The same with how long it has been silent. */
    public Activity silentFor(Long millis) {
      return new Activity(silent, millis, wake, sourceEnded, itemsFinished, sourceProblem);
    }

    /** The same that asks to be woken, or doesn't. */
    public Activity waking(boolean asks) {
      return new Activity(silent, silentForMs, asks, sourceEnded, itemsFinished, sourceProblem);
    }
  }

  /** Milliseconds; quantiles over the last five minutes; null where nothing was measured yet. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Latency(
      Long connectMs,
      Long confirmMs,
      Long firstAnimationP50Ms,
      Long firstAnimationP95Ms,
      Long interruptP95Ms,
      long samples) {}

  /** Counters since this epoch began. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Usage(
      double audioSeconds,
      long segments,
      long interrupts,
      long reconnects,
      double sessionSeconds) {}
}
