package dev.avataroperator.rtc;

import dev.avataroperator.api.v1alpha1.Rtc;
import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.credential.SecretText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One RTC vendor; a new one is a new implementation in {@link #all()} and nothing else. */
public interface RtcVendor {

  static List<RtcVendor> all() {
    return List.of(new LiveKitVendor(), new AgoraVendor());
  }

  static RtcVendor of(RtcProviderSpec provider) throws InvalidRtcAccountException {
    return all().stream()
        .filter(vendor -> vendor.serves(provider))
        .findFirst()
        .orElseThrow(() -> new InvalidRtcAccountException("Set exactly one of livekit and agora."));
  }

  /** {@link #place} of whatever vendor it is. */
  static Optional<String> placeOf(RtcProviderSpec provider) {
    return all().stream()
        .filter(vendor -> vendor.serves(provider))
        .map(vendor -> vendor.place(provider))
        .findFirst();
  }

  /** For people: LiveKit or Agora. */
  String kind();

  boolean serves(RtcProviderSpec provider);

  /** The server or project in a form that is equal for all providers of the same one. */
  String place(RtcProviderSpec provider);

  /** The room or channel and identity that a session of this vendor asks for. */
  Optional<String> seat(Rtc rtc, String defaultIdentity);

  /** Where somebody else would be in that room or channel, in the same form. */
  Optional<String> seatBeside(Rtc rtc, String identity);

  /** The room or channel that a session of this vendor asks for. */
  Optional<String> room(Rtc rtc);

  /** The Secret in the provider's namespace that holds the keys. */
  String secretName(RtcProviderSpec provider);

  /** With PEM of the authorities to trust instead of the public ones, or null. */
  RtcAccount open(RtcProviderSpec provider, Map<String, SecretText> secret, String caBundle)
      throws InvalidRtcAccountException;
}
