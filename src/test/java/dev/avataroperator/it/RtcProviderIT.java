package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.SignedWebhook;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an RtcProvider says of a real LiveKit server, and what it believes of one. */
class RtcProviderIT {
  @TempDir static Path directory;
  private static LiveKitServer server;

  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeAll
  static void start() throws Exception {
    server = new LiveKitServer(directory, "devkey", Accounts.LIVEKIT_SECRET);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void aProviderOfTheServer() {
    server.start();
    tenant.apply(Accounts.liveKit("rooms", server));
  }

  @Test
  void saysWhetherTheServerAnswersAndTakesTheKeys() {
    // then
    tenant.eventually(() -> assertThat(provider("Reachable")).isEqualTo("True Available"));
    assertThat(provider("CredentialsValid")).isEqualTo("True Valid");
    assertThat(provider("Ready")).isEqualTo("True Available");

    // when
    setSecret("another-secret-of-at-least-32-characters");

    // then
    tenant.eventually(() -> assertThat(provider("CredentialsValid")).isEqualTo("False Invalid"));
    assertThat(provider("Ready")).isEqualTo("False Invalid");
    assertThat(provider("Stalled")).isEqualTo("True Invalid");

    // when
    setSecret(Accounts.LIVEKIT_SECRET);

    // then
    tenant.eventually(() -> assertThat(provider("Ready")).isEqualTo("True Available"));
  }

  @Test
  void anOutageOfTheServerTakesNothingFromReady() {
    // given
    server.kill();

    // when
    tenant.eventually(() -> tenant.handle(RtcProvider.class, "rooms").edit(RtcProviderIT::touched));

    // then
    tenant.eventually(
        () -> assertThat(provider("Reachable")).isEqualTo("False ServiceUnavailable"));
    assertThat(provider("Ready")).isEqualTo("True Available");

    // when
    server.start();

    // then
    tenant.eventually(() -> assertThat(provider("Reachable")).isEqualTo("True Available"));
  }

  @Test
  void takesWebhooksThatAreSignedWithTheKeyOfTheirProvider() {
    var installation = tenant.installation();
    var url = installation.webhookUrl(tenant.namespace(), "rooms");
    var good = SignedWebhook.of(tenant.room("lobby"), "devkey", Accounts.LIVEKIT_SECRET);
    var foreign = SignedWebhook.of("lobby", "devkey", "another-secret-of-at-least-32-chars");

    tenant.eventually(() -> assertThat(foreign.post(url)).isEqualTo(401));
    assertThat(good.post(installation.webhookUrl(tenant.namespace(), "agora"))).isEqualTo(401);
    assertThat(good.post(installation.webhookUrl("elsewhere", "rooms"))).isEqualTo(401);
    assertThat(good.post(url)).isEqualTo(200);
  }

  private void setSecret(String value) {
    tenant
        .handle(Secret.class, "livekit")
        .edit(before -> new SecretBuilder(before).addToStringData("api-secret", value).build());
  }

  /** A new generation, so that it is looked at. */
  private static RtcProvider touched(RtcProvider provider) {
    var livekit = provider.getSpec().livekit();
    provider.setSpec(
        new RtcProviderSpec(
            new RtcProviderSpec.LiveKit(
                livekit.url(), server.httpUrl().toString(), livekit.keySecretRef()),
            null,
            null,
            null));
    return provider;
  }

  private String provider(String type) {
    return tenant.handle(RtcProvider.class, "rooms").get().getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .map(RtcProviderIT::text)
        .findFirst()
        .orElse("");
  }

  private static String text(Condition condition) {
    return condition.getStatus() + " " + condition.getReason();
  }
}
