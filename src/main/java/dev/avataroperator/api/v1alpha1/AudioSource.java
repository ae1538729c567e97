package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.DurationText;
import dev.avataroperator.api.schema.ResourceName;
import dev.avataroperator.api.schema.UrlText;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Where the speech comes from: exactly one. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "[has(self.ingest), has(self.playlist), has(self.tone)].filter(x, x).size() == 1",
    message = "set exactly one of ingest, playlist and tone; ingest is written as ingest: {}")
public record AudioSource(
    @JsonPropertyDescription(
            "Your pipeline pushes audio over a WebSocket (status.ingest.url); write ingest: {}.")
        Ingest ingest,
    @JsonPropertyDescription("Audio files, spoken one after the other.") Playlist playlist,
    @JsonPropertyDescription("A sine tone, to test with.") Tone tone) {
  /** Your pipeline pushes audio. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Ingest() {}

  /** Audio files, spoken one after the other. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Playlist(
      @Required
          @Size(min = 1, max = 256)
          @JsonPropertyDescription("The files in order; may change while the session runs.")
          List<Item> items,
      @JsonPropertyDescription(
              "Start again after the last item; absent means false: the session is Completed then.")
          Boolean repeat,
      @DurationText(min = "0s", max = "1h")
          @JsonPropertyDescription("Silence between items; absent means none.")
          String gap) {}

  /** One audio file: exactly one of url and configMapKeyRef. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "has(self.url) != has(self.configMapKeyRef)",
      message = "set exactly one of url and configMapKeyRef")
  public record Item(
      @UrlText(
              schemes = {"https", "http"},
              tail = UrlText.Tail.QUERY)
          @JsonPropertyDescription(
              "URL of a WAV file, or of raw PCM in the session's format and rate, at most 50 MB. Hosts that aren't public must stand in playlistHosts of the pool.")
          String url,
      @JsonPropertyDescription(
              "Key of a ConfigMap in this namespace that holds the file, at most 1 MiB.")
          ConfigMapKeyRef configMapKeyRef) {}

  /** A key of a ConfigMap in the same namespace. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ConfigMapKeyRef(
      @Required @ResourceName @JsonPropertyDescription("Name of the ConfigMap.") String name,
      @Required
          @Size(min = 1, max = 253)
          @Pattern("^[-._a-zA-Z0-9]+$")
          @JsonPropertyDescription("Key within it.")
          String key) {}

  /** A sine tone. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Tone(
      @Required
          @Min(20)
          @Max(20000)
          @JsonPropertyDescription("Frequency in Hz, below half of sampleRateHz.")
          Integer frequencyHz,
      @Required
          @DurationText(min = "100ms", max = "1h")
          @JsonPropertyDescription("How long it sounds.")
          String duration) {}
}
