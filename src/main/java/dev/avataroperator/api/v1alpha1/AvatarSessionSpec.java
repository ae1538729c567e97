package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** An avatar that stands in a room and speaks. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.rtc) == has(oldSelf.rtc) && (!has(self.rtc) || self.rtc == oldSelf.rtc)",
    message = "rtc can't change: create a new AvatarSession for another room, channel or identity")
public record AvatarSessionSpec(
    @Required @JsonPropertyDescription("Which avatar.") Avatar avatar,
    @Required @JsonPropertyDescription("Which room, and as whom; can't change.") Rtc rtc,
    @JsonPropertyDescription("Who feeds the avatar with speech; absent means worker.")
        Driver driver,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Fixed participants (a kiosk, an agent, a test), each with a Secret of its own.")
        List<Client> clients,
    @JsonPropertyDescription("Limits in time.") Limits limits,
    @JsonPropertyDescription("What happens when nothing is said or nobody is there.") Idle idle,
    @JsonPropertyDescription(
            "OnFailure: start again after a failure. Always: also after completion. Never: stay Failed. Absent means OnFailure.")
        RestartPolicy restartPolicy,
    @JsonPropertyDescription("What the Secrets of the session carry in addition.")
        SecretTemplate secretTemplate,
    @JsonPropertyDescription(
            "true ends the session and its credentials until it is false again; absent means false.")
        Boolean suspend) {
  /** Which avatar. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Avatar(
      @Required
          @Size(min = 1, max = 256)
          @JsonPropertyDescription("Avatar id at the service; a change makes one rollover.")
          String id,
      @Required @JsonPropertyDescription("AvatarService that renders the avatar.")
          ObjectRef serviceRef) {}

  /** Limits in time. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limits(
      @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
          @Size(max = 32)
          @JsonPropertyDescription(
              "Most time from the dial to the first confirm, per attempt; absent means 60s.")
          String startTimeout,
      @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
          @Size(max = 32)
          @JsonPropertyDescription("Most time that the session runs; absent means 2h.")
          String maxDuration,
      @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
          @Size(max = 32)
          @JsonPropertyDescription(
              "The resource is deleted this long after it finished; absent means never.")
          String ttlAfterFinished) {}

  /** What happens when nothing is said or nobody is there. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Idle(
      @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
          @Size(max = 32)
          @JsonPropertyDescription(
              "Silence after which the action follows; absent means 10m for source ingest.")
          String afterSilence,
      @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
          @Size(max = 32)
          @JsonPropertyDescription(
              "Time without people in the room after which the action follows.")
          String afterRoomEmpty,
      @JsonPropertyDescription(
              "Park: close the service session until there is audio again. Complete: end. Absent means Park.")
          IdleAction action) {}

  /** What the Secrets of the session carry in addition. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SecretTemplate(
      @Size(max = 32) @JsonPropertyDescription("Labels.") Map<String, String> labels,
      @Size(max = 32) @JsonPropertyDescription("Annotations.") Map<String, String> annotations) {}

  /** What happens when the session is idle. */
  public enum IdleAction {
    Park,
    Complete
  }

  /** When a session starts again. */
  public enum RestartPolicy {
    OnFailure,
    Always,
    Never
  }
}
