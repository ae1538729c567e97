package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.DurationText;
import dev.avataroperator.api.schema.PlainText;
import dev.avataroperator.api.schema.ResourceName;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;

/** A fixed participant that gets a Secret of its own. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.livekit) != has(self.agora)",
    message = "set exactly one of livekit and agora, the one that spec.rtc has")
public record Client(
    @Required
        @ResourceName(max = 40, label = true)
        @JsonPropertyDescription(
            "Name of the participant; its Secret is called <session>-client-<name>.")
        String name,
    @Required
        @JsonPropertyDescription(
            "Person: joins, subscribes, publishes. Agent: a participant of kind agent, subscribes, sends data, publishes on behalf. Observer: hidden, only subscribes.")
        Role role,
    @JsonPropertyDescription("Who the participant is in the LiveKit room.") LiveKitClient livekit,
    @JsonPropertyDescription("Who the participant is in the Agora channel.") AgoraClient agora,
    @DurationText(min = "1m")
        @JsonPropertyDescription("Life of its token, at most 24h on Agora; absent means 1h.")
        String ttl,
    @JsonPropertyDescription("Whether it may publish; absent means true. An Observer never may.")
        Boolean canPublish) {
  /** What a fixed participant may do. */
  public enum Role {
    Person,
    Agent,
    Observer
  }

  /** A participant of a LiveKit room. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LiveKitClient(
      @Required @PlainText @JsonPropertyDescription("Participant identity, not the avatar's.")
          String identity) {}

  /** A participant of an Agora channel. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AgoraClient(
      @Required
          @Min(1)
          @Max(4294967295L)
          @JsonPropertyDescription("User id, 1 to 4294967295, not the avatar's.")
          Long uid) {}
}
