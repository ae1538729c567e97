package dev.avataroperator.rtc;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.rtc.RtcAccount.Validity;
import io.agora.media.AccessToken2;
import io.agora.media.AccessToken2.PrivilegeRtc;
import io.agora.media.AccessToken2.ServiceRtc;
import java.time.Duration;

/**
 * Agora's AccessToken2 for one channel and uid. The time of issue lies five minutes back, for
 * clocks that differ.
 */
final class AgoraTokens {
  static final Duration SKEW = Duration.ofMinutes(5);

  private final String appId;
  private final SecretText certificate;

  AgoraTokens(String appId, SecretText certificate) {
    this.appId = appId;
    this.certificate = certificate;
  }

  String keyVersion() {
    return Sha256.hex("agora " + appId + " " + certificate.reveal()).substring(0, 12);
  }

  /** The builder answers "" for a bad app id or certificate, which is refused here. */
  SecretText mint(String channel, String uid, boolean publish, Validity validity) {
    var issued = validity.from().minus(SKEW);
    var seconds = (int) Duration.between(issued, validity.until()).toSeconds();
    var token = new AccessToken2(appId, certificate.reveal(), seconds);
    token.issueTs = (int) issued.getEpochSecond();
    var service = new ServiceRtc(channel, uid);
    service.addPrivilegeRtc(PrivilegeRtc.PRIVILEGE_JOIN_CHANNEL, seconds);
    if (publish) {
      service.addPrivilegeRtc(PrivilegeRtc.PRIVILEGE_PUBLISH_AUDIO_STREAM, seconds);
      service.addPrivilegeRtc(PrivilegeRtc.PRIVILEGE_PUBLISH_VIDEO_STREAM, seconds);
      service.addPrivilegeRtc(PrivilegeRtc.PRIVILEGE_PUBLISH_DATA_STREAM, seconds);
    }
    token.addService(service);
    return SecretText.of(build(token));
  }

  private static String build(AccessToken2 token) {
    try {
      var built = token.build();
      if (built.isEmpty()) {
        throw new IllegalStateException("Agora's builder refused the App ID or certificate.");
      }
      return built;
    } catch (IllegalStateException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Agora's builder failed.", e);
    }
  }
}
