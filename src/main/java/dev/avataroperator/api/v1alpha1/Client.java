package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A fixed participant that gets a Secret of its own. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!(has(self.livekit) && has(self.agora))",
    message = "set livekit or agora, as the session does, not both")
public record Client(
    @Required
        @Size(min = 1, max = 40)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Name of the participant; its Secret is <session>-client-<name>.")
        String name,
    @Required
        @JsonPropertyDescription(
            "Person: joins, subscribes and publishes. Agent: also of kind agent. Observer: hidden, only subscribes.")
        Role role,
    @JsonPropertyDescription("Who the participant is in a LiveKit room.") LiveKitClient livekit,
    @JsonPropertyDescription("Who the participant is in an Agora channel.") AgoraClient agora,
    @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
        @Size(max = 32)
        @JsonPropertyDescription("Life of its token; absent means 1h.")
        String ttl,
    @JsonPropertyDescription("Whether it may publish; absent means true, Observer never may.")
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
      @Required @Size(min = 1, max = 256) @JsonPropertyDescription("Participant identity.")
          String identity) {}

  /** A participant of an Agora channel. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AgoraClient(
      @Required @Min(1) @Max(4294967295L) @JsonPropertyDescription("User id, 1 to 4294967295.")
          Long uid) {}
}
