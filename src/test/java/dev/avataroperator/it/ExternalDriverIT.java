package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.DriverCalls;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process of the team's drives: it gets credentials, and tokens of the broker while it may. */
class ExternalDriverIT {
  private static final String EXTERNAL = "{external: {}}";

  @RegisterExtension final Tenant tenant = new Tenant();

  private final DriverCalls driver = new DriverCalls(tenant, "stage");

  @Test
  void isReadyOnAgoraOnceCredentialsAreIssued() {
    // when
    applyOnAgora();

    // then
    assertThat(tenant.await("stage", "Ready"))
        .isTrue("Ready", "Issued")
        .isTrue("EgressReady", "Issued")
        .isTrue("CredentialsReady", "Issued")
        .lacks("WorkerAssigned")
        .says("Ready", "stage-egress");
    assertThat(tenant.session("stage").getStatus().worker()).isNull();
    assertThat(tenant.secret("stage-egress").getData())
        .containsOnlyKeys(
            "app-id",
            "avatar-id",
            "console-url",
            "ingress-url",
            "broker-key",
            "session-token",
            "session-token-spare",
            "agora-app-id",
            "agora-channel",
            "agora-token",
            "agora-uid");
    assertThat(tenant.value("stage-egress", "console-url"))
        .isEqualTo(tenant.installation().brokerUrl());
  }

  @Test
  void waitsOnLiveKitUntilTheDriverBringsTheAvatar(@TempDir Path directory) throws IOException {
    try (var server = new LiveKitServer(directory, "devkey", Accounts.LIVEKIT_SECRET).start()) {
      tenant.apply(Accounts.liveKit("rooms", server));
      tenant.apply(
          Samples.drivenOnLiveKit("stage", tenant.room("stage"), EXTERNAL)
              .replace("{name: livekit}", "{name: rooms}"));

      // then
      tenant.eventually(
          () ->
              assertThat(tenant.session("stage"))
                  .hasState("Connecting")
                  .isFalse("Ready", "Connecting")
                  .isTrue("Reconciling", "Connecting")
                  .isTrue("EgressReady", "Issued")
                  .isFalse("MediaPublishing", "Connecting")
                  .lacks("WorkerAssigned"));
    }
    assertThat(tenant.secret("stage-egress").getData())
        .containsKeys("livekit-url", "livekit-room", "livekit-token", "publisher-id", "broker-key");
  }

  @Test
  void getsAFreshTokenForEachConnection() {
    // given
    applyOnAgora();
    tenant.await("stage", "Ready");

    // when
    var first = driver.token();
    var second = driver.token();

    // then
    assertThat(first).isNotEqualTo(second);
    assertThat(driver.upgrade(first)).isEqualTo(101);
    assertThat(driver.upgrade(second)).isEqualTo(101);
    assertThat(driver.upgrade(first)).isEqualTo(401);
    assertThat(driver.upgrade(tenant.value("stage-egress", "session-token"))).isEqualTo(101);
  }

  @Test
  void getsTokensOfAServiceOfTheOtherDialect() {
    // given
    var installation = tenant.installation();
    tenant.apply(Accounts.sourceSecret("spatius", "api-key: " + installation.serviceKey()));
    tenant.apply(Accounts.spatius("spatius", installation));
    tenant.apply(
        Samples.drivenOnAgora("stage", tenant.room("stage"), EXTERNAL)
            .replace("serviceRef: {name: simulator}", "serviceRef: {name: spatius}"));
    tenant.await("stage", "Ready");

    // then
    assertThat(driver.upgrade(driver.spatiusToken())).isEqualTo(101);
    assertThat(driver.status(driver.key())).isEqualTo(400);
  }

  @Test
  void getsNoTokensWhileSuspendedAndOthersAfterwards() {
    // given
    applyOnAgora();
    tenant.await("stage", "Ready");
    var before = driver.key();

    // when
    tenant.patch("stage", "{\"spec\":{\"suspend\":true}}");
    tenant.await("stage", "Suspended");

    // then
    assertThat(tenant.secret("stage-egress")).isNull();
    assertIsUnknown(before);

    // when
    tenant.patch("stage", "{\"spec\":{\"suspend\":false}}");
    tenant.await("stage", "Ready");

    // then
    assertThat(tenant.session("stage").getStatus().epoch()).isEqualTo(2);
    assertThat(driver.key()).isNotEqualTo(before);
    assertThat(driver.status(driver.key())).isEqualTo(200);
    assertIsUnknown(before);
  }

  @Test
  void getsNoTokensOnceTheSessionIsDeleted() {
    // given
    applyOnAgora();
    tenant.await("stage", "Ready");
    var key = driver.key();

    // when
    tenant.handle("stage").delete();

    // then
    tenant.eventually(() -> assertThat(tenant.session("stage")).isNull());
    assertThat(tenant.secret("stage-egress")).isNull();
    assertIsUnknown(key);
  }

  @Test
  void endsAfterItsLongestTime() {
    // when
    tenant.apply(
        Samples.drivenOnAgora("stage", tenant.room("stage"), EXTERNAL)
            + "  limits: {maxDuration: 10s}\n");

    // then
    assertThat(tenant.await("stage", "Completed")).isTrue("Completed", "MaxDurationReached");
    assertThat(tenant.secret("stage-egress")).isNull();
  }

  @Test
  void replacesItsKeyWhenAskedToAndLeavesTheOneBeforeForAWhile() {
    // given
    applyOnAgora();
    tenant.await("stage", "Ready");
    var before = driver.key();

    // when
    annotate("rotate-requested-at");

    // then
    tenant.eventually(() -> assertThat(driver.key()).isNotEqualTo(before));
    assertThat(driver.status(driver.key())).isEqualTo(200);
    assertThat(driver.status(before)).isEqualTo(200);
    tenant.await("stage", "Ready");
  }

  @Test
  void takesAnotherEpochWhenItIsToStartAgain() {
    // given
    applyOnAgora();
    tenant.await("stage", "Ready");
    var before = driver.key();

    // when
    annotate("restart-requested-at");

    // then
    tenant.eventually(() -> assertThat(tenant.session("stage").getStatus().epoch()).isEqualTo(2));
    tenant.eventually(() -> assertThat(driver.status(driver.key())).isEqualTo(200));
    assertIsUnknown(before);
  }

  @Test
  void repairsASecretThatSomebodyChangedOrDeleted() {
    // given
    applyOnAgora();
    tenant.await("stage", "Ready");
    var before = driver.key();

    // when
    tenant
        .handle(Secret.class, "stage-egress")
        .edit(
            secret ->
                new SecretBuilder(secret).addToStringData("broker-key", "a key of mine").build());

    // then
    tenant.eventually(
        () -> assertThat(driver.key()).isNotEqualTo(before).isNotEqualTo("a key of mine"));
    tenant.eventually(() -> assertThat(driver.status(driver.key())).isEqualTo(200));

    // when
    tenant.handle(Secret.class, "stage-egress").delete();

    // then
    tenant.eventually(() -> assertThat(driver.status(driver.key())).isEqualTo(200));
    assertThat(tenant.session("stage").getStatus().epoch()).isEqualTo(1);
  }

  @Test
  void keepsItsKeyWhenTheOperatorStartsAgain() {
    // given
    applyOnAgora();
    tenant.await("stage", "Ready");
    var version = tenant.secret("stage-egress").getMetadata().getResourceVersion();

    // when
    tenant.installation().operator().kill();
    tenant.installation().operator().start().awaitReady();

    // then
    tenant.eventually(() -> assertThat(driver.status(driver.key())).isEqualTo(200));
    assertThat(tenant.secret("stage-egress").getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void takesTheSessionOverFromAWorkerAndGivesItBack() {
    // given
    tenant.apply(Samples.ingestOnAgora("stage", tenant.room("stage")));
    tenant.await("stage", "Ready");

    // when
    tenant.patch("stage", "{\"spec\":{\"driver\":{\"worker\":null,\"external\":{}}}}");

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("stage")).isTrue("Ready", "Issued").lacks("WorkerAssigned"));
    assertThat(tenant.session("stage").getStatus().worker()).isNull();
    assertThat(tenant.secret("stage-ingest")).isNull();
    assertThat(tenant.installation().records().inChannel(tenant.room("stage")))
        .singleElement()
        .satisfies(connection -> assertThat(connection.closeCode()).isEqualTo(1000));
    var key = driver.key();

    // when
    tenant.patch("stage", "{\"spec\":{\"driver\":{\"worker\":{},\"external\":null}}}");

    // then
    tenant.eventually(() -> assertThat(tenant.session("stage")).isTrue("Ready", "Connected"));
    assertThat(tenant.secret("stage-egress").getData()).doesNotContainKey("broker-key");
    assertIsUnknown(key);
  }

  @Test
  void getsNothingOnceTheServicesOwnerTakesTheKeyAway() {
    // given
    applyOnAgora();
    tenant.await("stage", "Ready");

    // when
    tenant.handle(Secret.class, "simulator").delete();

    // then
    tenant.eventually(() -> assertThat(driver.status(driver.key())).isEqualTo(503));
    assertThat(tenant.await("stage", "Stalled")).isFalse("Accepted", "SecretNotFound");
  }

  private void applyOnAgora() {
    tenant.apply(Samples.drivenOnAgora("stage", tenant.room("stage"), EXTERNAL));
  }

  private void annotate(String name) {
    tenant.patch(
        "stage", "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/" + name + "\":\"1\"}}}");
  }

  /** Just after the operator's start an unknown key gets 503. */
  private void assertIsUnknown(String key) {
    tenant.eventually(() -> assertThat(driver.status(key)).isEqualTo(401));
  }
}
