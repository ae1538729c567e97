package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.DurationText;
import dev.avataroperator.api.schema.ListKey;
import dev.avataroperator.api.schema.PlainText;
import dev.avataroperator.api.schema.ResourceName;
import dev.avataroperator.api.schema.UrlText;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** An account at an avatar service. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonClassDescription("The account and where the service is reached.")
public record AvatarServiceSpec(
    @Required @JsonPropertyDescription("Form of the protocol that the service speaks.")
        Dialect dialect,
    @Required @PlainText @JsonPropertyDescription("Application id at the service.") String appId,
    @Required @JsonPropertyDescription("Key of a Secret that holds the API key.")
        SecretKeyRef apiKeySecretRef,
    @Required
        @Size(min = 1, max = 8)
        @ListKey("name")
        @JsonPropertyDescription(
            "Regions in order of preference. Tokens, ids and keys are valid in each of them.")
        List<Region> regions,
    @JsonPropertyDescription(
            "Key of a Secret that holds PEM certificates to trust instead of the public ones.")
        SecretKeyRef caBundleSecretRef,
    @Min(0)
        @Max(100000)
        @JsonPropertyDescription(
            "Most sessions at a time over all AvatarServices of the same console host and app id, of which the lowest number counts; more are Queued. Absent means no limit of ours.")
        Integer maxConcurrentSessions,
    @DurationText(min = "1m")
        @JsonPropertyDescription(
            "Longest session that the service allows; a session ends then with MaxDurationReached, and says so beforehand. Absent means that none is known.")
        String maxSessionDuration,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Other namespaces that may use this service; absent means only its own.")
        List<ServiceGrant> grants) {
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
          @ResourceName(max = 63, label = true)
          @JsonPropertyDescription("Name of the region, as status shows it.")
          String name,
      @Required
          @UrlText(schemes = {"https", "http"})
          @JsonPropertyDescription("Root of the console API that issues session tokens.")
          String consoleUrl,
      @Required
          @UrlText(schemes = {"wss", "ws"})
          @JsonPropertyDescription(
              "Driving ingress without the trailing /websocket, for example wss://host/v2/driveningress.")
          String ingressUrl) {}
}
