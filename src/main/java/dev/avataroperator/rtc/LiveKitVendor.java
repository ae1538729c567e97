package dev.avataroperator.rtc;

import dev.avataroperator.api.v1alpha1.Rtc;
import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.credential.SecretText;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** LiveKit: a server or cloud project by URL, API key and API secret. */
final class LiveKitVendor implements RtcVendor {
  private static final SecretText NONE = SecretText.of("");

  @Override
  public String kind() {
    return LiveKitAccount.KIND;
  }

  @Override
  public boolean serves(RtcProviderSpec provider) {
    return provider.livekit() != null;
  }

  @Override
  public String place(RtcProviderSpec provider) {
    var server = URI.create(provider.livekit().url());
    var secure = "wss".equals(server.getScheme()) || "https".equals(server.getScheme());
    var port = server.getPort() > 0 ? server.getPort() : secure ? 443 : 80;
    return "livekit " + String.valueOf(server.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  @Override
  public Optional<String> seat(Rtc rtc, String defaultIdentity) {
    return Optional.ofNullable(rtc.livekit())
        .map(
            livekit ->
                seat(
                    livekit.room(),
                    livekit.identity() == null ? defaultIdentity : livekit.identity()));
  }

  @Override
  public Optional<String> seatBeside(Rtc rtc, String identity) {
    return room(rtc).map(room -> seat(room, identity));
  }

  static String seat(String room, String identity) {
    return String.join("\n", "livekit", room, identity);
  }

  @Override
  public Optional<String> room(Rtc rtc) {
    return Optional.ofNullable(rtc.livekit()).map(livekit -> livekit.room());
  }

  @Override
  public String secretName(RtcProviderSpec provider) {
    return provider.livekit().keySecretRef().name();
  }

  @Override
  public RtcAccount open(RtcProviderSpec provider, Map<String, SecretText> secret, String caBundle)
      throws InvalidRtcAccountException {
    return new LiveKitAccount(
        provider.livekit(),
        required(secret, "api-key", provider),
        SecretText.of(required(secret, "api-secret", provider)),
        caBundle);
  }

  private String required(Map<String, SecretText> secret, String key, RtcProviderSpec provider)
      throws InvalidRtcAccountException {
    var value = secret.getOrDefault(key, NONE).reveal().strip();
    if (value.isEmpty()) {
      throw new MissingRtcKeyException(
          "Secret " + secretName(provider) + " has no key " + key + ": add LiveKit's " + key + ".");
    }
    return value;
  }
}
