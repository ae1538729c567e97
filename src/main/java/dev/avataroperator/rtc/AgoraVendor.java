package dev.avataroperator.rtc;

import dev.avataroperator.api.v1alpha1.Rtc;
import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.credential.SecretText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Agora: an App ID and its App Certificate, each of 32 hexadecimal digits. */
final class AgoraVendor implements RtcVendor {
  private static final SecretText NONE = SecretText.of("");
  private static final Pattern HEX_32 = Pattern.compile("[0-9a-fA-F]{32}");

  @Override
  public String kind() {
    return AgoraAccount.KIND;
  }

  @Override
  public boolean serves(RtcProviderSpec provider) {
    return provider.agora() != null;
  }

  @Override
  public String place(RtcProviderSpec provider) {
    return "agora " + provider.agora().appId().toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<String> seat(Rtc rtc, String defaultIdentity) {
    return Optional.ofNullable(rtc.agora())
        .map(agora -> seat(agora.channel(), agora.uid().toString()));
  }

  @Override
  public Optional<String> seatBeside(Rtc rtc, String uid) {
    return room(rtc).map(channel -> seat(channel, uid));
  }

  private static String seat(String channel, String uid) {
    return String.join("\n", "agora", channel, uid);
  }

  @Override
  public Optional<String> room(Rtc rtc) {
    return Optional.ofNullable(rtc.agora()).map(agora -> agora.channel());
  }

  @Override
  public String secretName(RtcProviderSpec provider) {
    return provider.agora().certificateSecretRef().name();
  }

  @Override
  public RtcAccount open(RtcProviderSpec provider, Map<String, SecretText> secret, String caBundle)
      throws InvalidRtcAccountException {
    var ref = provider.agora().certificateSecretRef();
    var certificate = secret.getOrDefault(ref.key(), NONE).reveal().strip();
    if (certificate.isEmpty()) {
      throw new MissingRtcKeyException(
          "Secret " + ref.name() + " has no key " + ref.key() + ": add the App Certificate.");
    }
    if (!HEX_32.matcher(certificate).matches()) {
      throw new InvalidRtcAccountException(
          "Key "
              + ref.key()
              + " of Secret "
              + ref.name()
              + " isn't 32 hexadecimal digits: copy the App Certificate from Agora's console.");
    }
    if (!HEX_32.matcher(provider.agora().appId()).matches()) {
      throw new InvalidRtcAccountException(
          "agora.appId isn't 32 hexadecimal digits: copy the App ID from Agora's console.");
    }
    return new AgoraAccount(provider.agora().appId(), SecretText.of(certificate));
  }
}
