package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A status that people wiped comes back, and an avatar stands in the room. */
class WipedStatusIT {
  @RegisterExtension final Tenant tenant = new Tenant();

  @Test
  void rebuildsAStatusThatWasWiped() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    var before = tenant.await("lobby", "Ready").getStatus();
    var egress = tenant.secret("lobby-egress").getData();

    // when
    tenant.patchStatus("lobby", "{\"status\": null}");

    // then
    tenant.eventually(
        () -> {
          assertThat(tenant.session("lobby")).hasState("Ready").isTrue("EgressReady", "Connected");
          assertThat(tenant.session("lobby").getStatus().worker()).isEqualTo(before.worker());
        });
    assertThat(tenant.session("lobby").getStatus().epoch()).isEqualTo(before.epoch());
    assertThat(tenant.session("lobby").getStatus().connectionId()).isEqualTo(before.connectionId());
    assertThat(tenant.secret("lobby-egress").getData()).isEqualTo(egress);
    var connections = tenant.installation().records().inRoom(tenant.room("lobby"));
    assertThat(connections).hasSize(1);
    assertThat(connections.get(0).closedAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":{\"worker\":null,\"state\":\"Failed\",\"observedGeneration\":99}}",
        "{\"status\":{\"finishedAt\":\"2026-01-01T00:00:00Z\"}}"
      })
  void repairsAStatusThatSaysThatNothingRuns(String lie) {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    var before = tenant.await("lobby", "Ready").getStatus();

    // when
    tenant.patchStatus("lobby", lie);

    // then
    tenant.eventually(
        () -> {
          var after = tenant.session("lobby").getStatus();
          assertThat(tenant.session("lobby")).hasState("Ready");
          assertThat(after.worker()).isEqualTo(before.worker());
          assertThat(after.finishedAt()).isNull();
          assertThat(after.observedGeneration()).isEqualTo(before.observedGeneration());
          assertThat(after.epoch()).isEqualTo(before.epoch());
        });
    assertThat(tenant.installation().records().inRoom(tenant.room("lobby")))
        .singleElement()
        .satisfies(connection -> assertThat(connection.closedAt()).isNull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":{\"worker\":\"elsewhere\"}}",
        "{\"status\":{\"state\":\"Queued\",\"region\":\"moon\",\"epoch\":null}}",
        "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\",\"reason\":\"Pending\","
            + "\"message\":\"Not yet.\",\"lastTransitionTime\":\"2026-01-01T00:00:00Z\"},"
            + "{\"type\":\"Reconciling\",\"status\":\"True\",\"reason\":\"Pending\","
            + "\"message\":\"Not yet.\",\"lastTransitionTime\":\"2026-01-01T00:00:00Z\"}]}}"
      })
  void putsRightWhatSomebodyWrote(String lie) {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    var before = tenant.await("lobby", "Ready").getStatus();

    // when
    tenant.patchStatus("lobby", lie);

    // then
    tenant.eventually(
        () -> {
          var after = tenant.session("lobby").getStatus();
          assertThat(after.state()).isEqualTo("Ready");
          assertThat(after.worker()).isEqualTo(before.worker());
          assertThat(after.region()).isEqualTo(before.region());
          assertThat(after.epoch()).isEqualTo(before.epoch());
          assertThat(after.conditions())
              .extracting(condition -> condition.getType() + " " + condition.getMessage())
              .isEqualTo(
                  before.conditions().stream()
                      .map(condition -> condition.getType() + " " + condition.getMessage())
                      .toList());
        });
    assertThat(tenant.installation().records().inRoom(tenant.room("lobby")))
        .singleElement()
        .satisfies(connection -> assertThat(connection.closedAt()).isNull());
  }

  @Test
  void endsInTimeAlthoughItsStatusWasWiped() {
    // given
    tenant.apply(
        Samples.ingestOnLiveKit("lobby", tenant.room("lobby")) + "  limits: {maxDuration: 1h}\n");
    tenant.await("lobby", "Ready");
    var epoch = runFor("lobby", Duration.ofMinutes(20));

    // when
    tenant.patchStatus("lobby", "{\"status\": null}");

    // then
    tenant.eventually(
        () -> {
          var after = tenant.session("lobby").getStatus();
          assertThat(after.epoch()).isEqualTo(epoch);
          assertThat(after.startedAt()).isNotNull();
          assertThat(Instant.parse(after.startedAt()))
              .isBefore(Instant.now().minus(Duration.ofMinutes(20)))
              .isAfter(Instant.now().minus(Duration.ofMinutes(30)));
        });
  }

  /** Moves the beginning back, and to the next epoch, which notes how long it ran; answers that. */
  private long runFor(String session, Duration time) {
    var began = Instant.now().minus(time).truncatedTo(ChronoUnit.SECONDS);
    tenant.patchStatus(session, "{\"status\":{\"startedAt\":\"" + began + "\"}}");
    var before = tenant.session(session).getStatus().epoch();
    tenant.patch(
        session, "{\"spec\":{\"driver\":{\"worker\":{\"audio\":{\"sampleRateHz\":16000}}}}}");
    tenant.eventually(
        () -> {
          assertThat(tenant.session(session)).hasState("Ready").isTrue("EgressReady", "Connected");
          assertThat(tenant.session(session).getStatus().epoch()).isEqualTo(before + 1);
          assertThat(tenant.session(session).getStatus().startedAt()).isEqualTo(began.toString());
        });
    return before + 1;
  }

  @Test
  void repairsTheStatusOfAnotherBuildAndStartsNothingAnew() {
    // given
    tenant.apply(Samples.ingestOnLiveKit("lobby", tenant.room("lobby")));
    var before = tenant.await("lobby", "Ready").getStatus();
    var egress = tenant.secret("lobby-egress").getData();

    // when
    tenant.patchStatus(
        "lobby",
        """
        {"status": {"state": "Dancing", "epoch": null, "worker": null, "conditions": [
          {"type": "Ready", "status": "True", "reason": "Music", "message": "It dances.", \
           "lastTransitionTime": "2026-01-01T00:00:00Z"},
          {"type": "EgressReady", "status": "False", "reason": "Music", "message": "It dances.", \
           "lastTransitionTime": "2026-01-01T00:00:00Z"},
          {"type": "Dancing", "status": "True", "reason": "Music", "message": "It dances.", \
           "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
        """);

    // then
    tenant.eventually(
        () -> assertThat(tenant.session("lobby")).hasState("Ready").isTrue("Ready", "Connected"));
    var after = tenant.session("lobby").getStatus();
    assertThat(after.epoch()).isEqualTo(before.epoch());
    assertThat(after.conditions())
        .extracting(condition -> condition.getType())
        .doesNotContain("Dancing");
    assertThat(tenant.secret("lobby-egress").getData()).isEqualTo(egress);
    assertThat(tenant.installation().records().inRoom(tenant.room("lobby"))).hasSize(1);
  }
}
