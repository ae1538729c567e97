package dev.avataroperator.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.api.v1alpha1.SecretKeyRef;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.rtc.RtcAccount.Validity;
import io.agora.media.AccessToken2;
import io.agora.media.AccessToken2.PrivilegeRtc;
import io.agora.media.AccessToken2.ServiceRtc;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgoraTokensTest {
  private static final String APP = "0123456789abcdef0123456789abcdef";
  private static final String CERTIFICATE = "fedcba9876543210fedcba9876543210";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Validity HOUR = new Validity(NOW, NOW.plusSeconds(3600));

  private final AgoraTokens tokens = new AgoraTokens(APP, SecretText.of(CERTIFICATE));

  @Test
  void lets1ParticipantJoin1ChannelAndPublishForAnHour() {
    // when
    var token = parsed(tokens.mint("stage", "1001", true, HOUR));

    // then
    var service = (ServiceRtc) token.services.get(AccessToken2.SERVICE_TYPE_RTC);
    assertThat(token.appId).isEqualTo(APP);
    assertThat(token.issueTs + token.expire).isEqualTo((int) NOW.getEpochSecond() + 3600);
    assertThat(service.getChannelName()).isEqualTo("stage");
    assertThat(service.getUid()).isEqualTo("1001");
    assertThat(service.getPrivileges())
        .containsEntry(PrivilegeRtc.PRIVILEGE_JOIN_CHANNEL.intValue, token.expire)
        .containsEntry(PrivilegeRtc.PRIVILEGE_PUBLISH_AUDIO_STREAM.intValue, token.expire)
        .containsEntry(PrivilegeRtc.PRIVILEGE_PUBLISH_VIDEO_STREAM.intValue, token.expire);
  }

  @Test
  void isBackDatedForClocksThatDifferAndNeverLivesLongerThanADay() {
    // given
    var account = new AgoraAccount(APP, SecretText.of(CERTIFICATE));
    var longest = new Validity(NOW, NOW.plus(account.longestTokenLife()));

    // when
    var token = parsed(tokens.mint("stage", "1001", true, longest));

    // then
    assertThat(token.issueTs).isEqualTo((int) NOW.minusSeconds(300).getEpochSecond());
    assertThat(token.expire).isEqualTo(24 * 3600);
  }

  @Test
  void letsAnObserverOnlyJoin() {
    // when
    var token = parsed(tokens.mint("stage", "7", false, HOUR));

    // then
    var service = token.services.get(AccessToken2.SERVICE_TYPE_RTC);
    assertThat(service.getPrivileges())
        .containsOnlyKeys(PrivilegeRtc.PRIVILEGE_JOIN_CHANNEL.intValue);
  }

  @Test
  void carriesTheLargestUid() {
    // when
    var token = parsed(tokens.mint("stage", "4294967295", true, HOUR));

    // then
    assertThat(((ServiceRtc) token.services.get(AccessToken2.SERVICE_TYPE_RTC)).getUid())
        .isEqualTo("4294967295");
  }

  @Test
  void refusesACertificateThatIsNot32HexDigits() {
    // given
    var provider =
        new RtcProviderSpec(
            null,
            new RtcProviderSpec.Agora(APP, new SecretKeyRef("agora", "certificate"), null),
            null,
            null);

    // then
    assertThatThrownBy(
            () ->
                new AgoraVendor()
                    .open(provider, Map.of("certificate", SecretText.of("short")), null))
        .isInstanceOf(InvalidRtcAccountException.class)
        .hasMessageContaining("32 hexadecimal digits");
    assertThatThrownBy(() -> new AgoraVendor().open(provider, Map.of(), null))
        .isInstanceOf(InvalidRtcAccountException.class)
        .hasMessageContaining("no key certificate");
  }

  private static AccessToken2 parsed(SecretText text) {
    var token = new AccessToken2();
    assertThat(token.parse(text.reveal())).isTrue();
    return token;
  }
}
