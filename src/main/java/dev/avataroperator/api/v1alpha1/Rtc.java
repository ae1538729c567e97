package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.PlainText;
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
    @JsonPropertyDescription("A seat in a LiveKit room.") LiveKit livekit,
    @JsonPropertyDescription("A seat in an Agora channel.") Agora agora) {
  /** A seat in a LiveKit room. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LiveKit(
      @Required @PlainText @JsonPropertyDescription("Room to join.") String room,
      @PlainText
          @JsonPropertyDescription(
              "Participant identity of the avatar; absent means avatar-<uid of the session>.")
          String identity,
      @PlainText
          @JsonPropertyDescription(
              "Identity of the agent that the avatar speaks for (participant attribute lk.publish_on_behalf).")
          String onBehalfOf,
      @Size(max = 32)
          @ValidationRule(
              value = "!self.exists(k, k.startsWith('avatar-operator.dev/'))",
              message =
                  "attributes that begin with avatar-operator.dev/ are the operator's own: take another name")
          @ValidationRule(
              value = "!('lk.publish_on_behalf' in self)",
              message = "write onBehalfOf instead of the attribute lk.publish_on_behalf")
          @JsonPropertyDescription("Participant attributes of the avatar.")
          Map<String, @Size(max = 1024) String> attributes) {}

  /** A seat in an Agora channel. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Agora(
      @Required
          @Size(max = 64)
          @ValidationRule(
              value = "self.matches('^[a-zA-Z0-9 !#$%&()+:;<=.>?@\\\\[\\\\]^_{|}~,-]+$')",
              message =
                  "write a channel name of 1 to 64 letters, digits, spaces and !#$%&()+-:;<=.>?@[]^_{|}~,")
          @JsonPropertyDescription("Channel to join.")
          String channel,
      @Required
          @Min(1)
          @Max(4294967295L)
          @JsonPropertyDescription("User id of the avatar, 1 to 4294967295.")
          Long uid) {}
}
