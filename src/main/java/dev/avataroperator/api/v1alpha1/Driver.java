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

/** Who feeds the avatar with speech: at most one; absent means worker. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "[has(self.worker), has(self.external), has(self.agent)].filter(x, x).size() <= 1",
    message = "set at most one of worker, external and agent")
public record Driver(
    @JsonPropertyDescription("Our audio workers stream the speech.") Worker worker,
    @JsonPropertyDescription(
            "A process of yours drives the session with the credentials that it is given.")
        External external,
    @JsonPropertyDescription("A LiveKit agent with the avatar plugin drives the session.")
        Agent agent) {
  /** Streaming by our workers. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Worker(
      @JsonPropertyDescription(
              "AvatarWorkerPool; absent means default in this namespace, else the operator's default pool.")
          ObjectRef poolRef,
      @JsonPropertyDescription(
              "Format and source of the speech; absent means PCM_S16LE at 24000 Hz from ingest.")
          Audio audio,
      @JsonPropertyDescription("Latency that LatencyOnTarget is measured against.")
          LatencyTarget latencyTarget) {}

  /** Format and source of the speech. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "!has(self.format) || self.format != 'OGG_OPUS' || !has(self.sampleRateHz) || self.sampleRateHz in [8000, 12000, 16000, 24000, 48000]",
      message = "OGG_OPUS needs sampleRateHz 8000, 12000, 16000, 24000 or 48000")
  @ValidationRule(
      value =
          "!has(self.source) || !has(self.source.tone) || !has(self.format) || self.format == 'PCM_S16LE'",
      message = "source tone needs format PCM_S16LE")
  public record Audio(
      @JsonPropertyDescription("Encoding on the way to the service; absent means PCM_S16LE.")
          AudioFormat format,
      @Min(8000)
          @Max(48000)
          @JsonPropertyDescription(
              "Sample rate in Hz: 8000 to 48000 for PCM; 8000, 12000, 16000, 24000 or 48000 for Opus; absent means 24000.")
          Integer sampleRateHz,
      @JsonPropertyDescription("Where the speech comes from; absent means ingest.")
          AudioSource source) {}

  /** A target for measured latency. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LatencyTarget(
      @Required
          @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
          @Size(max = 32)
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
      @Required
          @Size(min = 1, max = 256)
          @JsonPropertyDescription("Name that the agent is registered under.")
          String agentName,
      @Size(max = 8192) @JsonPropertyDescription("Passed on in the dispatch.") String metadata) {}
}
