package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Secret values stand in Secrets and nowhere else. The check itself follows every integration test;
 * this one makes all kinds of credentials, used and refused.
 */
class SecretLeaksIT {
  private static final int API_KEYS = 3;
  private static final int WORKER_TOKEN = 1;
  private static final int LIVEKIT_SESSION = 5;
  private static final int AGORA_SESSION = 4;

  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void noSecretGetsIntoLogsMetricsEventsOrStatuses() {
    // given
    tenant.apply(Accounts.sourceSecret("refused", "api-key: this-key-is-refused-by-the-service"));
    tenant.apply(Accounts.service("refused", tenant.installation()));

    // when
    tenant.apply(
        Samples.ingestOnLiveKit("lobby", tenant.room("lobby"))
            + "  clients: [{name: kiosk, role: Person, livekit: {identity: kiosk-1}}]\n");
    tenant.apply(Samples.ingestOnAgora("stage", tenant.room("stage")));
    tenant.apply(
        Samples.ingestOnLiveKit("broken", tenant.room("broken"))
            .replace("name: simulator", "name: refused"));
    tenant.await("lobby", "Ready");
    tenant.await("stage", "Ready");
    tenant.await("broken", "Stalled");
    try (var pipeline = IngestClient.of(tenant, "lobby")) {
      pipeline.await("ready", null);
      pipeline.speak("hello", AudioFiles.samples(AudioFiles.WELCOME));
      pipeline.await("finished", "hello");
    }

    // then
    assertThat(tenant.secretValues())
        .isGreaterThanOrEqualTo(API_KEYS + WORKER_TOKEN + LIVEKIT_SESSION + AGORA_SESSION);
  }
}
