package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarWorkerPool;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a pool's workers run stays in hand, whatever becomes of the pool. */
class PoolIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeEach
  void aSessionIsReady() {
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");
  }

  @Test
  void endsWhatRunsThoughTheTokenOfThePoolCantBeReadAnyMore() {
    // given
    tenant
        .handle(Secret.class, "workers")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"avatar-operator.dev/source\":null}}}");
    awaitPool("SecretNotFound");

    // when
    tenant.patch("lobby", "{\"spec\":{\"suspend\":true}}");

    // then
    assertThat(tenant.await("lobby", "Suspended")).isTrue("Ready", "Suspended");
    assertEnded();
  }

  @Test
  void endsWhatAWorkerRunsThatWasTakenOutOfThePool() {
    // given
    replaceTheWorker();

    // when
    tenant.handle("lobby").delete();

    // then
    tenant.eventually(() -> assertThat(tenant.session("lobby")).isNull());
    assertEnded();
  }

  @Test
  void startsAgainElsewhereOnlyOnceTheFormerWorkerHasEndedIt() {
    // given
    replaceTheWorker();

    // when
    tenant.patch(
        "lobby",
        "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/restart-requested-at\":\"now\"}}}");

    // then
    tenant.eventually(() -> assertThat(tenant.session("lobby").getStatus().worker()).isNull());
    assertEnded();
  }

  @Test
  void refusesOneWorkerUnderTwoNamesAndLetsItsSessionsBe() {
    // when
    var url = tenant.handle(AvatarWorkerPool.class, "default").get().getSpec().endpoints().get(0);
    endpoints(url.url(), url.url().replace("127.0.0.1", "localhost"));

    // then
    awaitPool("InvalidSpec");

    // when
    endpoints(url.url(), url.url() + "/");

    // then
    tenant.eventually(
        () -> assertThat(ready()).extracting(Condition::getMessage).asString().contains("twice"));
    assertThat(connections()).extracting(Connection::closedAt).containsOnlyNulls();
  }

  /** By an address at which nobody answers. */
  @Test
  void refusesAnUnencryptedAddressForClientsBeyondLoopback() {
    // when
    tenant
        .handle(AvatarWorkerPool.class, "default")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"ingest\":{\"externalUrl\":\"ws://speech.example.com\"}}}");

    // then
    awaitPool("InvalidSpec");
    assertThat(ready().getMessage())
        .contains("ingest.externalUrl isn't encrypted: use https or wss");
  }

  private void replaceTheWorker() {
    endpoints("http://127.0.0.1:9");
    awaitPool("WorkerLost");
  }

  private void endpoints(String... urls) {
    var list = Stream.of(urls).map("{\"url\":\"%s\"}"::formatted).toList();
    tenant
        .handle(AvatarWorkerPool.class, "default")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"endpoints\":" + list + "}}");
  }

  private void awaitPool(String reason) {
    tenant.eventually(() -> assertThat(ready()).extracting(Condition::getReason).isEqualTo(reason));
  }

  private Condition ready() {
    return tenant.handle(AvatarWorkerPool.class, "default").get().getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .findFirst()
        .orElseThrow();
  }

  private void assertEnded() {
    assertThat(connections()).extracting(Connection::closeCode).containsExactly(1000);
    assertThat(tenant.events("lobby"))
        .extracting(event -> event.getReason())
        .doesNotContain("TeardownIncomplete");
  }

  private List<Connection> connections() {
    return tenant.installation().records().inRoom(tenant.room("lobby"));
  }
}
