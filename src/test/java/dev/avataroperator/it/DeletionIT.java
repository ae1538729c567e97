package dev.avataroperator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A deleted session leaves nothing behind, and nothing that is down keeps it from going. */
class DeletionIT {
  private static final Duration TEARDOWN = Duration.ofSeconds(15);

  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeEach
  void aSessionIsReady() {
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");
  }

  @Test
  void closesTheSessionAtTheServiceAndDeletesTheSecrets() {
    // when
    var asked = Instant.now();
    tenant.handle("lobby").delete();

    // then
    awaitGone();
    var closed = tenant.installation().records().inRoom(tenant.room("lobby"));
    assertThat(closed).hasSize(1);
    assertThat(closed.get(0).closedAt()).isBetween(asked, asked.plusSeconds(2));
    assertThat(closed.get(0).closeCode()).isEqualTo(1000);
    assertNothingWasLeft();
  }

  @Test
  void goesWhenWorkerAndServiceHaveEnded() {
    // given
    tenant.installation().worker().kill();
    tenant.installation().simulator().kill();

    // when
    tenant.handle("lobby").delete();

    // then
    awaitGone();
    assertNothingWasLeft();
  }

  @Test
  void goesWhenTheWorkerDoesNotAnswer() {
    // given
    tenant.installation().worker().freeze();

    try {
      // when
      tenant.handle("lobby").delete();

      // then
      awaitGone();
      assertTeardownWasIncomplete();
    } finally {
      tenant.installation().worker().thaw();
    }
  }

  @Test
  void goesWhenThePoolAndTheAccountsAreDeletedFirst() {
    // given
    tenant.deleteAccounts();

    // when
    tenant.handle("lobby").delete();

    // then
    awaitGone();
    assertThat(tenant.installation().records().inRoom(tenant.room("lobby")))
        .extracting(connection -> connection.closeCode())
        .containsExactly(1000);
    assertNothingWasLeft();
  }

  private void awaitGone() {
    await()
        .atMost(TEARDOWN)
        .untilAsserted(
            () -> {
              assertThat(tenant.session("lobby")).isNull();
              assertThat(ownSecrets()).isEmpty();
            });
  }

  private List<String> ownSecrets() {
    return tenant.all(Secret.class).stream()
        .map(secret -> secret.getMetadata().getName())
        .filter(name -> name.startsWith("lobby-"))
        .toList();
  }

  private void assertNothingWasLeft() {
    assertThat(tenant.events("lobby"))
        .extracting(event -> event.getReason())
        .doesNotContain("TeardownIncomplete");
  }

  private void assertTeardownWasIncomplete() {
    assertThat(tenant.events("lobby"))
        .filteredOn(event -> event.getReason().equals("TeardownIncomplete"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getType()).isEqualTo("Warning");
              assertThat(event.getNote()).contains("Worker ").doesNotContain("null");
            });
  }
}
