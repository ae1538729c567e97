package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A restart that was asked for ends nothing that couldn't start again. */
class RequestedRestartIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeEach
  void runsASession() {
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");
  }

  @Test
  void waitsWhileTheKeyIsRefusedAndTheAvatarGoesOn() {
    // given
    putKey("not-the-key-of-this-account");

    // when
    askForARestart();

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .isTrue("Ready", "Connected")
                .isTrue("CredentialsReady", "RenewalFailed")
                .says("CredentialsReady", "The restart that was asked for waits")
                .says("CredentialsReady", "valid key"));
    assertThat(connections()).extracting(Connection::closedAt).containsOnlyNulls();

    // when
    putKey(tenant.installation().serviceKey());

    // then
    awaitTheRestart();
  }

  @Test
  void waitsWhileTheServiceIsGoneAndTheAvatarGoesOn() {
    // given
    var service = tenant.handle(AvatarService.class, "simulator").get();
    tenant.handle(AvatarService.class, "simulator").delete();

    // when
    askForARestart();

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .says("Accepted", "The restart that was asked for waits"));
    assertThat(connections()).extracting(Connection::closedAt).containsOnlyNulls();

    // when
    service.getMetadata().setResourceVersion(null);
    service.getMetadata().setUid(null);
    tenant.create(service);

    // then
    awaitTheRestart();
  }

  @Test
  void countsTheTimeOfTheNewRunOnly() {
    // given
    tenant.eventually(
        () -> assertThat(startedAt()).isBefore(Instant.now().minus(Duration.ofSeconds(5))));
    tenant.patch(
        "lobby", "{\"spec\":{\"driver\":{\"worker\":{\"audio\":{\"sampleRateHz\":16000}}}}}");
    tenant.eventually(() -> assertThat(secondsBefore()).isGreaterThanOrEqualTo(5));
    var rolledOver = startedAt();

    // when
    askForARestart();

    // then
    tenant.eventually(() -> assertThat(tenant.session("lobby").getStatus().epoch()).isEqualTo(3));
    tenant.await("lobby", "Ready");
    assertThat(secondsBefore()).isZero();
    assertThat(startedAt()).isAfter(rolledOver.plusSeconds(4));
  }

  private Instant startedAt() {
    return Instant.parse(tenant.session("lobby").getStatus().startedAt());
  }

  private long secondsBefore() {
    return Long.parseLong(
        tenant
            .handle(Secret.class, "lobby-egress")
            .get()
            .getMetadata()
            .getAnnotations()
            .getOrDefault("avatar-operator.dev/run-seconds-before-epoch", "0"));
  }

  private void putKey(String key) {
    tenant
        .handle(Secret.class, "simulator")
        .edit(old -> new SecretBuilder(old).addToStringData("api-key", key).build());
  }

  private void askForARestart() {
    tenant.patch(
        "lobby",
        "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/restart-requested-at\":\"now\"}}}");
  }

  private void awaitTheRestart() {
    tenant.eventually(
        () -> {
          assertThat(tenant.session("lobby"))
              .hasState("Ready")
              .isTrue("EgressReady", "Connected")
              .isTrue("CredentialsReady", "Issued");
          var status = tenant.session("lobby").getStatus();
          assertThat(status.handled().restartRequestedAt()).isEqualTo("now");
          assertThat(status.epoch()).isEqualTo(2);
        });
    assertThat(connections()).extracting(Connection::closeCode).containsExactly(1000, null);
  }

  private List<Connection> connections() {
    return tenant.installation().records().inRoom(tenant.room("lobby"));
  }
}
