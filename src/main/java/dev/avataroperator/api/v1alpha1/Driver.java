package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.DurationText;
import dev.avataroperator.api.schema.PlainText;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Who feeds the avatar with speech: at most one; absent means worker. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "[has(self.worker), has(self.external), has(self.agent)].filter(x, x).size() <= 1",
    message = "set at most one of worker, external and agent; absent means worker")
public record Driver(
    @JsonPropertyDescription("Audio workers of the operator stream the speech.") Worker worker,
    @JsonPropertyDescription(
            "A process of yours drives the session with the credentials of the Secret <session>-egress; the operator needs a broker for it; write external: {}.")
        External external,
    @JsonPropertyDescription(
            "A LiveKit agent with the avatar plugin, which the operator dispatches to the room, drives the session; LiveKit only; the operator needs a broker for it.")
        Agent agent) {
  /** Streaming by our workers. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Worker(
      @JsonPropertyDescription(
              "AvatarWorkerPool; absent means the pool called default in this namespace, else the operator's default pool. A change makes one rollover.")
          ObjectRef poolRef,
      @JsonPropertyDescription(
              "Format and source of the speech; absent means PCM_S16LE at 24000 Hz from ingest.")
          Audio audio,
      @JsonPropertyDescription(
              "Latency that the condition LatencyOnTarget is measured against; absent means no target.")
          LatencyTarget latencyTarget) {}

  /** Format and source of the speech. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "!has(self.format) || self.format != 'OGG_OPUS' || !has(self.sampleRateHz) || self.sampleRateHz in [8000, 12000, 16000, 24000, 48000]",
      message = "OGG_OPUS has sampleRateHz 8000, 12000, 16000, 24000 or 48000")
  @ValidationRule(
      value =
          "!has(self.source) || !has(self.source.tone) || !has(self.format) || self.format == 'PCM_S16LE'",
      message = "source tone needs format PCM_S16LE, which is also what an absent format means")
  @ValidationRule(
      value =
          "!has(self.source) || !has(self.source.tone) || self.source.tone.frequencyHz * 2 < (has(self.sampleRateHz) ? self.sampleRateHz : 24000)",
      message = "tone.frequencyHz must be below half of sampleRateHz, which is 24000 when absent")
  public record Audio(
      @JsonPropertyDescription(
              "Encoding on the way to the service; absent means PCM_S16LE. A change makes one rollover.")
          AudioFormat format,
      @Min(8000)
          @Max(48000)
          @JsonPropertyDescription(
              "Sample rate in Hz: 8000 to 48000 for PCM_S16LE; 8000, 12000, 16000, 24000 or 48000 for OGG_OPUS; absent means 24000. A change makes one rollover.")
          Integer sampleRateHz,
      @JsonPropertyDescription("Where the speech comes from; absent means ingest.")
          AudioSource source) {}

  /** A target for measured latency. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LatencyTarget(
      @Required
          @DurationText(min = "1ms", max = "1m")
          @JsonPropertyDescription(
              "95th percentile of the time from the first audio byte of a segment to its first animation.")
          String firstAnimationP95) {}

  /** A process of yours drives the session. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record External() {}

  /** A LiveKit agent that is dispatched to the room. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Agent(
      @Required @PlainText @JsonPropertyDescription("Name that the agent is registered under.")
          String agentName,
      @Size(max = 8192)
          @JsonPropertyDescription(
              "Passed on to the agent as metadata of its job's metadata, which is JSON; no secrets: whoever has the LiveKit key can read it.")
          String metadata) {}
}
