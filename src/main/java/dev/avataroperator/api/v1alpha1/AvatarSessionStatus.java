package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What was found of an AvatarSession. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AvatarSessionStatus(
    @JsonPropertyDescription("Generation that this status is about.") Long observedGeneration,
    @JsonPropertyDescription(
            "Ready, Accepted, CredentialsReady, WorkerAssigned, EgressReady, MediaPublishing, LatencyOnTarget, Reconciling, Stalled, Completed, Failed.")
        List<Condition> conditions,
    @JsonPropertyDescription("The conditions in one word, for people.") String state,
    @JsonPropertyDescription("Region of the service in use.") String region,
    @JsonPropertyDescription("Worker that streams the session.") String worker,
    @JsonPropertyDescription("Number of the present assignment.") Long epoch,
    @JsonPropertyDescription("Id of the session at the avatar service.") String connectionId,
    @JsonPropertyDescription("When the session was first confirmed.") String startedAt,
    @JsonPropertyDescription("When the session ended.") String finishedAt,
    @JsonPropertyDescription("Starts so far.") Integer attempts,
    @JsonPropertyDescription("Position while Queued.") Integer queuePosition,
    @JsonPropertyDescription("Each credential and its life.") List<CredentialStatus> credentials,
    @JsonPropertyDescription("Measured latency.") LatencyStatus latency,
    @JsonPropertyDescription("Where the avatar stands.") RtcStatus rtc,
    @JsonPropertyDescription("The earliest expiry of the credentials.") String expiresAt,
    @JsonPropertyDescription("What was used.") UsageStatus usage,
    @JsonPropertyDescription("Where audio is pushed.") IngestStatus ingest,
    @JsonPropertyDescription("Annotations that were acted on.") Handled handled) {
  /** A credential's life. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CredentialStatus(
      @Required @JsonPropertyDescription("Name of the credential.") String name,
      @JsonPropertyDescription("Secret that holds it.") String secretName,
      @JsonPropertyDescription("When it ends.") String expiresAt,
      @JsonPropertyDescription("When it is renewed.") String renewAt,
      @JsonPropertyDescription("How often it was minted.") Long generation) {}

  /** Durations such as 120ms. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LatencyStatus(
      @JsonPropertyDescription("Request to the console until the token.") String tokenMint,
      @JsonPropertyDescription("Dial until upgraded.") String connect,
      @JsonPropertyDescription("Configuration sent until confirmed.") String confirm,
      @JsonPropertyDescription("Confirm until tracks were seen in the room.")
          String confirmToPublished,
      @JsonPropertyDescription(
              "Median from first audio byte of a segment to its first animation, over 5 minutes.")
          String firstAnimationP50,
      @JsonPropertyDescription("95th percentile of the same.") String firstAnimationP95,
      @JsonPropertyDescription("95th percentile from an interrupt to its effect.")
          String interruptP95,
      @JsonPropertyDescription("The room without tracks during the last rollover.")
          String rolloverGap) {}

  /** The seat. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RtcStatus(
      @JsonPropertyDescription("LiveKit or Agora.") String kind,
      @JsonPropertyDescription("Room or channel.") String room,
      @JsonPropertyDescription("Identity or uid.") String identity,
      @JsonPropertyDescription("Participant as seen in the room.") String participantSid,
      @JsonPropertyDescription("When it joined.") String joinedAt,
      @JsonPropertyDescription("People in the room.") Integer people) {}

  /** Counters. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record UsageStatus(
      @JsonPropertyDescription("Audio sent, in seconds.") Double audioSeconds,
      @JsonPropertyDescription("Segments finished.") Long segments,
      @JsonPropertyDescription("Interrupts.") Long interrupts,
      @JsonPropertyDescription("Reconnects to the service.") Long reconnects,
      @JsonPropertyDescription("Time that the service session was open, in seconds.")
          Double sessionSeconds) {}

  /** Ingest. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record IngestStatus(@JsonPropertyDescription("URL to push audio to.") String url) {}

  /** Values of annotations. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Handled(
      @JsonPropertyDescription("Last rotate-requested-at.") String rotateRequestedAt,
      @JsonPropertyDescription("Last restart-requested-at.") String restartRequestedAt) {}
}
