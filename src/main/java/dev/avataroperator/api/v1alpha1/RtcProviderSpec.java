package dev.avataroperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** An RTC account: exactly one of livekit and agora. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.livekit) != has(self.agora)",
    message = "set exactly one of livekit and agora")
public record RtcProviderSpec(
    @JsonPropertyDescription("A LiveKit server or cloud project.") LiveKit livekit,
    @JsonPropertyDescription("An Agora project.") Agora agora,
    @JsonPropertyDescription(
            "Key of a Secret that holds PEM certificates to trust instead of the public ones.")
        SecretKeyRef caBundleSecretRef,
    @Size(max = 32)
        @JsonPropertyDescription(
            "Other namespaces and the rooms that they may use; absent means only its own namespace.")
        List<Grant> grants) {
  /** A LiveKit account. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LiveKit(
      @Required
          @Size(min = 1, max = 2048)
          @Pattern("^(wss?|https?)://[^?]+$")
          @JsonPropertyDescription("URL that clients and the avatar connect to (wss).")
          String url,
      @Size(min = 1, max = 2048)
          @Pattern("^https?://.+")
          @JsonPropertyDescription(
              "URL of the server API (https); absent means the same host as url.")
          String apiUrl,
      @Required @JsonPropertyDescription("Secret with the keys api-key and api-secret.")
          SecretRef keySecretRef) {}

  /** An Agora project. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Agora(
      @Required
          @Pattern("^[0-9a-fA-F]{32}$")
          @Size(max = 32)
          @JsonPropertyDescription("App ID: 32 hexadecimal digits.")
          String appId,
      @Required
          @JsonPropertyDescription(
              "Key of a Secret that holds the App Certificate: 32 hexadecimal digits.")
          SecretKeyRef certificateSecretRef,
      @JsonPropertyDescription(
              "Secret with the keys customer-id and customer-secret, to observe channels and to remove avatars.")
          SecretRef restCredentialsSecretRef) {}
}
