package dev.avataroperator.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.AgoraEgressConfig;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.LiveKitEgressConfig;
import org.junit.jupiter.api.Test;

class ServiceTextTest {
  private final ServiceText text =
      new ServiceText(
          SecretText.of("session-secret"),
          ClientConfigureSession.newBuilder()
              .setLivekitEgress(LiveKitEgressConfig.newBuilder().setApiToken("room-secret"))
              .setAgoraEgress(AgoraEgressConfig.newBuilder().setToken("channel-secret"))
              .build());

  @Test
  void hidesEverySecretThatWasSentAndEchoed() {
    assertThat(text.of("bad session-secret for room-secret and channel-secret"))
        .isEqualTo("bad *** for *** and ***");
  }

  @Test
  void fitsOneShortLine() {
    assertThat(text.of("two\r\nlines\u0000 ")).isEqualTo("two lines");
    assertThat(text.of("x".repeat(5000))).hasSizeLessThanOrEqualTo(201);
    assertThat(text.of(null)).isEmpty();
  }
}
