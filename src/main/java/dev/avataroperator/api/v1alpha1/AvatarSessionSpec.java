package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.DurationText;
import dev.avataroperator.api.schema.LabelMap;
import dev.avataroperator.api.schema.ListKey;
import dev.avataroperator.api.schema.PlainText;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** An avatar that stands in a room and speaks. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonClassDescription("Which avatar stands in which room, and who lets it speak.")
@ValidationRule(
    value = "has(self.rtc) == has(oldSelf.rtc) && (!has(self.rtc) || self.rtc == oldSelf.rtc)",
    message =
        "rtc can't change: create a new AvatarSession for another provider, room, channel or identity")
@ValidationRule(
    value = "!has(self.clients) || !has(self.rtc.livekit) || self.clients.all(c, has(c.livekit))",
    message = "the session's room is LiveKit's: give every client livekit: {identity: ...}")
@ValidationRule(
    value = "!has(self.clients) || !has(self.rtc.agora) || self.clients.all(c, has(c.agora))",
    message = "the session's channel is Agora's: give every client agora: {uid: ...}")
@ValidationRule(
    value =
        "!has(self.clients) || !has(self.rtc.livekit) || !has(self.rtc.livekit.identity) || self.clients.all(c, !has(c.livekit) || c.livekit.identity != self.rtc.livekit.identity)",
    message =
        "a client may not have the avatar's identity, it would throw the avatar out: take another identity")
@ValidationRule(
    value =
        "!has(self.clients) || !has(self.rtc.agora) || self.clients.all(c, !has(c.agora) || c.agora.uid != self.rtc.agora.uid)",
    message =
        "a client may not have the avatar's uid, it would throw the avatar out: take another uid")
@ValidationRule(
    value =
        "!has(self.clients) || self.clients.all(c, !has(c.livekit) || self.clients.exists_one(o, has(o.livekit) && o.livekit.identity == c.livekit.identity))",
    message =
        "two clients have the same identity, they would throw each other out: give each its own")
@ValidationRule(
    value =
        "!has(self.clients) || self.clients.all(c, !has(c.agora) || self.clients.exists_one(o, has(o.agora) && o.agora.uid == c.agora.uid))",
    message = "two clients have the same uid, they would throw each other out: give each its own")
@ValidationRule(
    value =
        "!has(self.clients) || !has(self.rtc.agora) || self.clients.all(c, !has(c.ttl) || duration(c.ttl) <= duration('24h'))",
    message = "a token of Agora lives at most 24 hours: set ttl to 24h or less")
@ValidationRule(
    value = "!has(self.driver) || !has(self.driver.agent) || has(self.rtc.livekit)",
    message = "driver agent needs a LiveKit room: take driver worker or external with Agora")
public record AvatarSessionSpec(
    @Required @JsonPropertyDescription("Which avatar.") Avatar avatar,
    @Required
        @JsonPropertyDescription(
            "Which room, and as whom: exactly one of livekit and agora. It can't change.")
        Rtc rtc,
    @JsonPropertyDescription(
            "Who feeds the avatar with speech: at most one of worker, external and agent; absent means worker.")
        Driver driver,
    @Size(max = 16)
        @ListKey("name")
        @JsonPropertyDescription(
            "Fixed participants (a kiosk, an agent, a test), each with a Secret of its own; may change while the session runs.")
        List<Client> clients,
    @JsonPropertyDescription("Limits in time; may change while the session runs.") Limits limits,
    @JsonPropertyDescription(
            "What happens when nothing is said or nobody is there; may change while the session runs.")
        Idle idle,
    @JsonPropertyDescription(
            "OnFailure: start again after a failure. Always: also after completion. Never: stay Failed. Absent means OnFailure.")
        RestartPolicy restartPolicy,
    @JsonPropertyDescription("What the Secrets of the session carry in addition.")
        SecretTemplate secretTemplate,
    @JsonPropertyDescription(
            "true ends the session and deletes its credentials until it is false again; absent means false.")
        Boolean suspend) {
  /** Which avatar. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Avatar(
      @Required
          @PlainText
          @JsonPropertyDescription("Avatar id at the service; a change makes one rollover.")
          String id,
      @Required @JsonPropertyDescription("AvatarService that renders the avatar.")
          ObjectRef serviceRef) {}

  /** Limits in time. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Limits(
      @DurationText(min = "1s", max = "1h")
          @JsonPropertyDescription(
              "Most time from the dial until the service confirms, per attempt; absent means 60s.")
          String startTimeout,
      @DurationText(min = "1s")
          @JsonPropertyDescription(
              "Most time that the session runs from its first confirm on, after which it is Completed; absent means 2h.")
          String maxDuration,
      @DurationText(min = "0s")
          @JsonPropertyDescription(
              "The resource is deleted this long after it finished; absent means never. Leave it out for resources that are kept in Git.")
          String ttlAfterFinished) {}

  /** What happens when nothing is said or nobody is there. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Idle(
      @DurationText(min = "1s")
          @JsonPropertyDescription(
              "Silence after which the action follows; absent means 10m with source ingest, and never with playlist and tone.")
          String afterSilence,
      @DurationText(min = "1s")
          @JsonPropertyDescription(
              "Time without people in the room after which the action follows; absent means never.")
          String afterRoomEmpty,
      @JsonPropertyDescription(
              "Park: close the service session until there is audio again. Complete: end the session. Absent means Park.")
          IdleAction action) {}

  /** What the Secrets of the session carry in addition. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SecretTemplate(
      @Size(max = 32)
          @LabelMap
          @JsonPropertyDescription("Labels, for example for a tool that copies Secrets.")
          Map<String, @Size(max = 63) String> labels,
      @Size(max = 32) @LabelMap(annotations = true) @JsonPropertyDescription("Annotations.")
          Map<String, @Size(max = 4096) String> annotations) {}

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
