package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** An account at an avatar service. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AvatarServiceSpec(
    @Required @JsonPropertyDescription("Form of the protocol that the service speaks.")
        Dialect dialect,
    @Required @Size(min = 1, max = 256) @JsonPropertyDescription("Application id at the service.")
        String appId,
    @Required @JsonPropertyDescription("Key of a Secret that holds the API key.")
        SecretKeyRef apiKeySecretRef,
    @Required @Size(min = 1, max = 8) @JsonPropertyDescription("Regions in order of preference.")
        List<Region> regions,
    @JsonPropertyDescription(
            "Key of a Secret that holds PEM certificates to trust instead of the public ones.")
        SecretKeyRef caBundleSecretRef,
    @Min(0)
        @Max(100000)
        @JsonPropertyDescription(
            "Most sessions at a time over all AvatarServices of the same console host and app id; more are Queued. Absent means no limit of ours.")
        Integer maxConcurrentSessions,
    @Pattern("^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$")
        @Size(max = 32)
        @JsonPropertyDescription(
            "Cap of the service on one session; sessions are rolled over before it.")
        String maxSessionDuration,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Other namespaces that may use this service; absent means only its own.")
        List<Grant> grants) {
  /** The two forms of the protocol. */
  public enum Dialect {
    SpatialReal,
    Spatius
  }

  /** One region of the service. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Region(
      @Required
          @Size(min = 1, max = 63)
          @JsonPropertyDescription("Name of the region, as status shows it.")
          String name,
      @Required
          @Size(min = 1, max = 2048)
          @Pattern("^https?://.+")
          @JsonPropertyDescription("Root of the console API that mints session tokens (https).")
          String consoleUrl,
      @Required
          @Size(min = 1, max = 2048)
          @Pattern("^(wss?|https?)://[^?]+$")
          @JsonPropertyDescription(
              "Driving ingress without the trailing /websocket (wss), for example wss://host/v2/driveningress.")
          String ingressUrl) {}
}
