package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.operator.Names;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How sessions end, and what stays of them. */
class EndsIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @AfterEach
  void theServiceIsWellAgain() {
    tenant.installation().records().disarm();
  }

  @Test
  void staysFailedWhenItIsNeverToStartAgain() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.patch("lobby", "{\"spec\":{\"restartPolicy\":\"Never\"}}");
    var connection = tenant.await("lobby", "Ready").getStatus().connectionId();

    // when
    tenant.installation().records().closeWith(4100, connection);

    // then
    assertThat(tenant.await("lobby", "Failed"))
        .isTrue("Failed", "ProtocolError")
        .isTrue("Stalled", "ProtocolError")
        .isFalse("Ready", "ProtocolError")
        .says("Stalled", "restart-requested-at");
    assertThat(tenant.secret("lobby-egress")).isNull();
    assertThat(status().finishedAt()).isNotNull();
  }

  @Test
  void speaksItsPlaylistAgainAndAgainWhereThatIsItsPolicy() {
    // when
    tenant.apply(
        Samples.playlistOnLiveKit("lobby", tenant.room("lobby"), audio(AudioFiles.WELCOME))
            + "  restartPolicy: Always\n");

    // then
    tenant.eventually(() -> assertThat(connections()).hasSizeGreaterThanOrEqualTo(3));
    assertThat(status().finishedAt()).isNull();
    assertThat(tenant.events("lobby"))
        .extracting(event -> event.getReason())
        .doesNotContain("SessionMoved", "SessionCompleted");
  }

  @Test
  void endsAnAgoraSessionBeforeItsTokenDoes() {
    // given
    tenant.apply(Samples.ingestOnAgora("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");
    var soon = Instant.now().plus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS);

    // when
    tenant.handle(Secret.class, "lobby-egress").edit(secret -> withRtcTokenUntil(secret, soon));

    // then
    assertThat(tenant.await("lobby", "Completed"))
        .isTrue("Completed", "MaxDurationReached")
        .says("Completed", "RTC token");
    assertThat(connections()).extracting(Connection::closedAt).doesNotContainNull();
  }

  @Test
  void failsWhenTheServiceDoesNotConfirmInTime() {
    // given
    tenant
        .installation()
        .records()
        .arm("{\"kind\":\"confirmSwallow\",\"times\":0,\"match\":{\"avatarId\":\"mute\"}}");

    // when
    tenant.apply(
        Samples.ingestOnLiveKit("lobby", tenant.room("lobby")).replace("id: host", "id: mute")
            + "  restartPolicy: Never\n  limits: {startTimeout: 2s}\n");

    // then
    assertThat(tenant.await("lobby", "Failed"))
        .isTrue("Failed", "StartTimeout")
        .says("Ready", "within 2s");
    assertThat(tenant.secret("lobby-egress")).isNull();
  }

  @Test
  void keepsHowItEndedWhenItIsSuspendedAndStartsAgainWhenItIsNotAnyMore() {
    // given
    tenant.apply(
        Samples.playlistOnLiveKit("lobby", tenant.room("lobby"), audio(AudioFiles.WELCOME)));
    var ended = tenant.await("lobby", "Completed").getStatus();

    // when
    tenant.patch("lobby", "{\"spec\":{\"suspend\":true}}");

    // then
    tenant.eventually(() -> assertThat(status().observedGeneration()).isEqualTo(2));
    assertThat(tenant.session("lobby")).hasState("Completed").isTrue("Completed", "Completed");
    assertThat(status().finishedAt()).isEqualTo(ended.finishedAt());

    // when
    tenant.patch("lobby", "{\"spec\":{\"suspend\":false}}");

    // then
    tenant.eventually(() -> assertThat(connections()).hasSize(2));
  }

  @Test
  void saysBeforehandWhenItEndsEarlierAndThenEnds() {
    // given
    tenant
        .handle(AvatarService.class, "simulator")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"maxSessionDuration\":\"1m\"}}");

    // when
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby"))
                .hasState("Ready")
                .says("Accepted", "will end after 1m", "maxSessionDuration", "maxDuration is 2h"));

    // when
    pretendItStartedTwoMinutesAgo();

    // then
    assertThat(tenant.await("lobby", "Completed"))
        .isTrue("Completed", "MaxDurationReached")
        .says("Completed", "maxSessionDuration");
    assertThat(tenant.secret("lobby-egress")).isNull();
    assertThat(connections()).extracting(Connection::closeCode).containsExactly(1000);
  }

  @Test
  void countsAllThatWasSaidWhenItEnds() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    tenant.await("lobby", "Ready");
    try (var pipeline = IngestClient.of(tenant, "lobby")) {
      pipeline.await("ready", null);
      pipeline.speak("hello", AudioFiles.samples(AudioFiles.WELCOME));
      pipeline.await("finished", "hello");

      // when
      tenant.patch("lobby", "{\"spec\":{\"suspend\":true}}");
      tenant.await("lobby", "Suspended");
    }

    // then
    assertThat(status().usage().segments()).isEqualTo(1);
    assertThat(status().usage().audioSeconds()).isEqualTo(8.4);
    assertThat(status().usage().sessionSeconds()).isGreaterThanOrEqualTo(8.0);

    // when
    tenant.patch("lobby", "{\"spec\":{\"suspend\":false}}");
    tenant.await("lobby", "Ready");

    // then
    assertThat(status().usage().segments()).isEqualTo(1);
  }

  /** The annotation has the operator look again. */
  private void pretendItStartedTwoMinutesAgo() {
    var start = Instant.now().minus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS);
    tenant.patchStatus("lobby", "{\"status\":{\"startedAt\":\"" + start + "\"}}");
    tenant.patch(
        "lobby",
        "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/rotate-requested-at\":\"now\"}}}");
  }

  /** As far as the operator knows. */
  private static Secret withRtcTokenUntil(Secret secret, Instant end) {
    var ledger =
        Serialization.unmarshal(
            secret.getMetadata().getAnnotations().get(Names.LEDGER), ObjectNode.class);
    ((ObjectNode) ledger.get("rtc-token")).put("expiresAt", end.toString());
    return new SecretBuilder(secret)
        .editMetadata()
        .addToAnnotations(Names.LEDGER, ledger.toString())
        .endMetadata()
        .build();
  }

  private AvatarSessionStatus status() {
    return tenant.session("lobby").getStatus();
  }

  private List<Connection> connections() {
    return tenant.installation().records().inRoom(tenant.room("lobby"));
  }

  private String audio(String file) {
    return tenant.installation().audioUrl(file);
  }
}
