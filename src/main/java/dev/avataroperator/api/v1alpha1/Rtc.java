package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Which room, and as whom: exactly one of livekit and agora. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.livekit) != has(self.agora)",
    message = "set exactly one of livekit and agora")
public record Rtc(
    @Required @JsonPropertyDescription("RtcProvider of the room.") ObjectRef providerRef,
    @JsonPropertyDescription("A room of a LiveKit server.") LiveKit livekit,
    @JsonPropertyDescription("A channel of an Agora project.") Agora agora) {
  /** A seat in a LiveKit room. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LiveKit(
      @Required @Size(min = 1, max = 256) @JsonPropertyDescription("Room to join.") String room,
      @Size(min = 1, max = 256)
          @JsonPropertyDescription(
              "Participant identity of the avatar; absent means avatar-<uid of the session>.")
          String identity,
      @Size(min = 1, max = 256)
          @JsonPropertyDescription(
              "Identity of the agent that the avatar speaks for (attribute lk.publish_on_behalf).")
          String onBehalfOf,
      @Size(max = 32) @JsonPropertyDescription("Participant attributes of the avatar.")
          Map<String, String> attributes) {}

  /** A seat in an Agora channel. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Agora(
      @Required @Size(min = 1, max = 64) @JsonPropertyDescription("Channel to join.")
          String channel,
      @Required
          @Min(1)
          @Max(4294967295L)
          @JsonPropertyDescription("User id of the avatar, 1 to 4294967295.")
          Long uid) {}
}
