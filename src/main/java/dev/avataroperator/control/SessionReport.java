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
   * {@code itemsFinished}: playlist items reported finished; {@code sourceEnded}: the last one was;
   * {@code sourceProblem}: what is wrong with the present item, for people.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Activity(
      boolean silent, boolean sourceEnded, int itemsFinished, String sourceProblem) {}

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
