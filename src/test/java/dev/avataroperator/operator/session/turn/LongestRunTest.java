package dev.avataroperator.operator.session.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarServiceSpec;
import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.api.v1alpha1.SecretKeyRef;
import dev.avataroperator.api.v1alpha1.SecretRef;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.rtc.InvalidRtcAccountException;
import dev.avataroperator.rtc.RtcAccount;
import dev.avataroperator.rtc.RtcVendor;
import dev.avataroperator.testing.SessionsInMemory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LongestRunTest {
  private static final String HEX = "0123456789abcdef0123456789abcdef";

  @Test
  void endsAtMaxDurationWithoutAWordBeforehand() {
    // when
    var run = run("30m", "2h");

    // then
    assertThat(run.limit()).isEqualTo(Duration.ofMinutes(30));
    assertThat(run.warning()).isEmpty();
  }

  @Test
  void saysBeforehandThatTheServiceEndsItEarlier() {
    // when
    var run = run("3h", "1h30m");

    // then
    assertThat(run.limit()).isEqualTo(Duration.ofMinutes(90));
    assertThat(run.warning())
        .contains(
            "The session will end after 1h30m, the AvatarService's maxSessionDuration, although"
                + " limits.maxDuration is 3h.");
    assertThat(run.why()).contains("1h30m");
  }

  @Test
  void saysBeforehandThatAgorasTokensEndItEarlier() {
    // when
    var run = LongestRun.of(settings("48h"), service("100h"), agora());

    // then
    assertThat(run.limit()).isEqualTo(Duration.ofHours(24).minusMinutes(11));
    assertThat(run.warning().orElseThrow()).contains("23h49m", "RTC token", "48h");
  }

  private static LongestRun run(String asked, String cap) {
    return LongestRun.of(settings(asked), service(cap), livekit());
  }

  private static EffectiveSession settings(String maxDuration) {
    return EffectiveSession.of(
        SessionsInMemory.session("limits: {maxDuration: %s}".formatted(maxDuration)));
  }

  private static AvatarServiceSpec service(String cap) {
    return new AvatarServiceSpec(null, "app", null, List.of(), null, null, cap, null);
  }

  private static RtcAccount livekit() {
    var keys = Map.of("api-key", SecretText.of("key"), "api-secret", SecretText.of(HEX));
    var livekit = new RtcProviderSpec.LiveKit("wss://example.com", null, new SecretRef("keys"));
    return open(new RtcProviderSpec(livekit, null, null, null), keys);
  }

  private static RtcAccount agora() {
    var agora = new RtcProviderSpec.Agora(HEX, new SecretKeyRef("keys", "certificate"), null);
    return open(
        new RtcProviderSpec(null, agora, null, null), Map.of("certificate", SecretText.of(HEX)));
  }

  private static RtcAccount open(RtcProviderSpec provider, Map<String, SecretText> keys) {
    try {
      return RtcVendor.of(provider).open(provider, keys, null);
    } catch (InvalidRtcAccountException e) {
      throw new AssertionError(e);
    }
  }
}
