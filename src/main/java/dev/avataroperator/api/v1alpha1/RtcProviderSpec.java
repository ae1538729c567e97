package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.avataroperator.api.schema.UrlText;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** An RTC account: exactly one of livekit and agora. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonClassDescription("The account: exactly one of livekit and agora.")
@ValidationRule(
    value = "has(self.livekit) != has(self.agora)",
    message = "set exactly one of livekit and agora")
public record RtcProviderSpec(
    @JsonPropertyDescription("A LiveKit server or LiveKit Cloud project.") LiveKit livekit,
    @JsonPropertyDescription("An Agora project.") Agora agora,
    @JsonPropertyDescription(
            "Key of a Secret that holds PEM certificates to trust instead of the public ones.")
        SecretKeyRef caBundleSecretRef,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Other namespaces and the rooms that they may use; absent means only its own namespace, with all rooms.")
        List<RoomGrant> grants) {
  /** A LiveKit account. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LiveKit(
      @Required
          @UrlText(schemes = {"wss", "ws"})
          @JsonPropertyDescription("URL that clients and the avatar connect to.")
          String url,
      @UrlText(schemes = {"https", "http"})
          @JsonPropertyDescription("URL of the server API; absent means the host of url.")
          String apiUrl,
      @Required @JsonPropertyDescription("Secret with the keys api-key and api-secret.")
          SecretRef keySecretRef) {}

  /** An Agora project. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Agora(
      @Required
          @Size(max = 64)
          @ValidationRule(
              value = "self.matches('^[0-9a-fA-F]{32}$')",
              message =
                  "write the App ID of the Agora project: 32 hexadecimal digits without hyphens")
          @JsonPropertyDescription("App ID: 32 hexadecimal digits.")
          String appId,
      @Required
          @JsonPropertyDescription(
              "Key of a Secret that holds the App Certificate: 32 hexadecimal digits.")
          SecretKeyRef certificateSecretRef,
      @JsonPropertyDescription(
              "Secret with the keys customer-id and customer-secret, to observe channels and to remove avatars; absent means that channels can't be observed.")
          SecretRef restCredentialsSecretRef) {}
}
