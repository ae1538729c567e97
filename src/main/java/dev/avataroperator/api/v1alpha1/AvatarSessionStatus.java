package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.ListKey;
import dev.avataroperator.api.schema.TimeText;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What was found of an AvatarSession. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonClassDescription("What the operator found and did.")
public record AvatarSessionStatus(
    @JsonPropertyDescription("Generation of the spec that this status is about.")
        Long observedGeneration,
    @Size(max = 16)
        @ListKey("type")
        @JsonPropertyDescription(
            "Ready, Accepted, CredentialsReady, WorkerAssigned, EgressReady, MediaPublishing, LatencyOnTarget; Reconciling, Stalled, Completed and Failed only while True.")
        List<Condition> conditions,
    @Size(max = 32)
        @JsonPropertyDescription(
            "The conditions in one word, for people: Pending, Queued, Connecting, Ready, Parked, Degraded, Stalled, Suspended, Completed or Failed.")
        String state,
    @Size(max = 63) @JsonPropertyDescription("Region of the service in use.") String region,
    @Size(max = 512) @JsonPropertyDescription("Worker that streams the session.") String worker,
    @JsonPropertyDescription("Number of the present assignment; rises with each.") Long epoch,
    @Size(max = 512) @JsonPropertyDescription("Id of the session at the avatar service.")
        String connectionId,
    @TimeText
        @JsonPropertyDescription(
            "When the service first confirmed the session; with driver external or agent, when somebody could first drive it.")
        String startedAt,
    @JsonPropertyDescription(
            "Seconds in Parked and Queued since startedAt, without the present ones; they don't count against maxDuration.")
        Long waitedSeconds,
    @TimeText @JsonPropertyDescription("When the session finished.") String finishedAt,
    @JsonPropertyDescription("Starts so far.") Integer attempts,
    @JsonPropertyDescription("Position in the queue while Queued.") Integer queuePosition,
    @Size(max = 64) @ListKey("name") @JsonPropertyDescription("Life of each credential.")
        List<CredentialStatus> credentials,
    @JsonPropertyDescription("Measured latency, as durations such as 120ms.") LatencyStatus latency,
    @JsonPropertyDescription("Where the avatar stands.") RtcStatus rtc,
    @TimeText @JsonPropertyDescription("The earliest expiry of the credentials.") String expiresAt,
    @JsonPropertyDescription("What was used, over all epochs.") UsageStatus usage,
    @JsonPropertyDescription("Where audio is pushed, with source ingest.") IngestStatus ingest,
    @JsonPropertyDescription("Values of annotations that were acted on.") Handled handled) {
  /** A credential's life. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CredentialStatus(
      @Required @Size(max = 128) @JsonPropertyDescription("Name of the credential.") String name,
      @Size(max = 253) @JsonPropertyDescription("Secret that holds it.") String secretName,
      @TimeText @JsonPropertyDescription("When it expires.") String expiresAt,
      @TimeText @JsonPropertyDescription("When it will be renewed.") String renewAt,
      @JsonPropertyDescription("Number of this one; rises with each renewal.") Long generation) {}

  /** Durations such as 120ms. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LatencyStatus(
      @Size(max = 32)
          @JsonPropertyDescription("From the request to the console to the session token.")
          String tokenMint,
      @Size(max = 32) @JsonPropertyDescription("From the dial to the open WebSocket.")
          String connect,
      @Size(max = 32) @JsonPropertyDescription("From the configuration sent to its confirmation.")
          String confirm,
      @Size(max = 32)
          @JsonPropertyDescription("From the confirmation to the avatar's tracks in the room.")
          String confirmToPublished,
      @Size(max = 32)
          @JsonPropertyDescription(
              "Median, over 5 minutes, from the first audio byte of a segment to its first animation.")
          String firstAnimationP50,
      @Size(max = 32) @JsonPropertyDescription("95th percentile of the same.")
          String firstAnimationP95,
      @Size(max = 32)
          @JsonPropertyDescription("95th percentile from an interrupt read to its effect.")
          String interruptP95,
      @Size(max = 32)
          @JsonPropertyDescription("How long the room was without tracks in the last rollover.")
          String rolloverGap) {}

  /** The seat. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RtcStatus(
      @Size(max = 32) @JsonPropertyDescription("LiveKit or Agora.") String kind,
      @Size(max = 256) @JsonPropertyDescription("Room or channel.") String room,
      @Size(max = 256) @JsonPropertyDescription("Participant identity, or uid as digits.")
          String identity,
      @Size(max = 256) @JsonPropertyDescription("Id of the participant as the room shows it.")
          String participantSid,
      @TimeText @JsonPropertyDescription("When the participant joined.") String joinedAt,
      @JsonPropertyDescription("People in the room.") Integer people) {}

  /** Counters. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record UsageStatus(
      @JsonPropertyDescription("Audio sent, in seconds.") Double audioSeconds,
      @JsonPropertyDescription("Segments finished.") Long segments,
      @JsonPropertyDescription("Interrupts.") Long interrupts,
      @JsonPropertyDescription("Reconnects to the service.") Long reconnects,
      @JsonPropertyDescription("Time that service sessions were open, in seconds.")
          Double sessionSeconds) {}

  /** Ingest. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record IngestStatus(
      @Size(max = 2048)
          @JsonPropertyDescription(
              "WebSocket URL to push audio to; the token is in the Secret <session>-ingest.")
          String url) {}

  /** Values of annotations. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Handled(
      @Size(max = 4096)
          @JsonPropertyDescription(
              "Value of avatar-operator.dev/rotate-requested-at that was acted on.")
          String rotateRequestedAt,
      @Size(max = 4096)
          @JsonPropertyDescription(
              "Value of avatar-operator.dev/restart-requested-at that was acted on.")
          String restartRequestedAt) {}
}
