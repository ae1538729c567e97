package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.Tenant;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens that live for half a minute: what takes hours otherwise is seen in seconds. */
class ShortLivedTokensIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeEach
  void tokensLiveForHalfAMinute() {
    restart("--session-token-ttl", "30s", "--ingest-token-ttl", "30s");
  }

  @AfterEach
  void theNextTestHasTheUsualOperator() {
    tenant.installation().operator().kill();
  }

  @Test
  void renewsInTimeUnderALiveSessionAndReconnectsWithAGoodToken() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");
    var connection = connections().get(0);

    // when
    tenant.eventually(
        () -> {
          assertThat(generation("session-token-spare")).isGreaterThanOrEqualTo(3);
          assertThat(generation("ingest")).isGreaterThanOrEqualTo(2);
        });

    // then
    assertThat(Instant.parse(tenant.session("lobby").getStatus().expiresAt()))
        .isAfter(Instant.now());
    assertThat(connections()).containsExactly(connection);
    IngestClient.of(tenant, "lobby").close();

    // when
    var spare = generation("session-token-spare");
    tenant.installation().records().closeWith(4002, connection.connectionId());

    // then
    tenant.eventually(
        () -> {
          assertThat(connections()).hasSize(2);
          assertThat(tenant.session("lobby")).hasState("Ready");
          assertThat(generation("session-token")).isGreaterThanOrEqualTo(spare);
          assertThat(generation("session-token-spare")).isGreaterThan(spare);
        });
  }

  @Test
  void aRestartMovesNoRenewal() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");
    var before = tenant.session("lobby").getStatus().credentials();

    // when
    tenant.installation().operator().kill();
    restart("--session-token-ttl", "1h", "--ingest-token-ttl", "1h");

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.installation().operator().logSinceStart())
                .contains("connected, 1 sessions"));
    assertThat(tenant.session("lobby").getStatus().credentials()).isEqualTo(before);
    tenant.eventually(() -> assertThat(generation("session-token-spare")).isEqualTo(3));
    assertThat(Instant.now()).isAfter(renewAt(before, "session-token-spare"));
  }

  private void restart(String... options) {
    var operator = tenant.installation().operator();
    if (operator.isRunning()) {
      operator.kill();
    }
    operator.start(options).awaitReady();
  }

  private List<Connection> connections() {
    return tenant.installation().records().inRoom(tenant.room("lobby"));
  }

  private long generation(String name) {
    return tenant.session("lobby").getStatus().credentials().stream()
        .filter(credential -> credential.name().equals(name))
        .mapToLong(CredentialStatus::generation)
        .sum();
  }

  private static Instant renewAt(List<CredentialStatus> credentials, String name) {
    return credentials.stream()
        .filter(credential -> credential.name().equals(name))
        .map(credential -> Instant.parse(credential.renewAt()))
        .findFirst()
        .orElseThrow();
  }
}
