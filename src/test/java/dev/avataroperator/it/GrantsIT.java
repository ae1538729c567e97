package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarService;
import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.testing.AudioFiles;
import dev.avataroperator.testing.IngestClient;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.SimulatorRecords.Connection;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts of another namespace are used with its owner's leave, and only so far. */
class GrantsIT {
  @RegisterExtension final Tenant owner = new Tenant();
  @RegisterExtension final Tenant guest = new Tenant();

  @Test
  void letsANamespaceInWhenItIsGrantedAndNoLongerWhenItIsRevoked() {
    // given
    guest.apply(session("lobby", "hall"));

    // then
    assertThat(guest.await("lobby", "Stalled"))
        .isFalse("Accepted", "RefNotPermitted")
        .says("Stalled", "ask its owner for a grant");

    // when
    grant(AvatarService.class, "simulator", "{namespaces: [%s]}".formatted(guest.namespace()));
    grant(RtcProvider.class, "livekit", rooms("{namespaces: [%s], ".formatted(guest.namespace())));

    // then
    guest.await("lobby", "Ready");

    // when
    grant(AvatarService.class, "simulator", "{namespaces: [nobody]}");

    // then
    assertThat(guest.await("lobby", "Stalled")).isFalse("Accepted", "RefNotPermitted");
    assertThat(connections()).extracting(Connection::closedAt).containsOnlyNulls();

    // when
    pretendItWasRevokedElevenMinutesAgo();

    // then
    guest.eventually(
        () -> assertThat(connections()).extracting(Connection::closedAt).doesNotContainNull());
    assertThat(guest.await("lobby", "Stalled")).isFalse("EgressReady", "RefNotPermitted");
    assertThat(guest.secret("lobby-egress")).isNull();
  }

  @Test
  void saysTheSameOfWhatIsMissingAndOfWhatIsNotGranted() {
    // when
    guest.apply(session("here", "here"));
    guest.apply(session("missing", "missing").replace("name: simulator,", "name: nowhere,"));

    // then
    var here = message(guest.await("here", "Stalled"));
    var missing = message(guest.await("missing", "Stalled"));
    assertThat(here).isEqualTo(missing).doesNotContain(owner.namespace());
  }

  @Test
  void refusesARoomThatIsNotCoveredAndNoticesLabels() {
    // given
    grant(AvatarService.class, "simulator", "{namespaceSelector: {}}");
    grant(
        RtcProvider.class, "livekit", rooms("{namespaceSelector: {matchLabels: {team: front}}, "));
    guest.apply(session("lobby", "hall"));
    guest.await("lobby", "Stalled");

    // when
    owner
        .installation()
        .kube()
        .admin()
        .resources(Namespace.class)
        .withName(guest.namespace())
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"team\":\"front\"}}}");

    // then
    guest.await("lobby", "Ready");

    // when
    guest.apply(session("elsewhere", "x").replace(guest.namespace() + ".x", "office.x"));

    // then
    assertThat(guest.await("elsewhere", "Stalled")).isFalse("Accepted", "RefNotPermitted");
  }

  @Test
  void queuesWhatIsMoreThanTheGrantAllows() {
    // given
    grant(AvatarService.class, "simulator", "{namespaceSelector: {}, maxSessions: 1}");
    grant(RtcProvider.class, "livekit", rooms("{namespaceSelector: {}, "));
    guest.apply(session("first", "one"));
    guest.await("first", "Ready");

    // when
    guest.apply(session("second", "two"));

    // then
    assertThat(guest.await("second", "Queued"))
        .isFalse("Ready", "Queued")
        .isTrue("Accepted", "Accepted");

    // when
    guest.handle("first").delete();

    // then
    guest.await("second", "Ready");
  }

  @Test
  void aParkedSessionTakesNoPlaceAndWaitsForOneWhenItIsSpokenTo() {
    // given
    grant(AvatarService.class, "simulator", "{namespaceSelector: {}, maxSessions: 1}");
    grant(RtcProvider.class, "livekit", rooms("{namespaceSelector: {}, "));
    guest.apply(session("first", "one") + "  idle: {afterSilence: 2s}\n");
    guest.await("first", "Parked");

    // when
    guest.apply(session("second", "two"));

    // then
    guest.await("second", "Ready");

    // when
    try (var pipeline = IngestClient.of(guest, "first")) {
      pipeline.await("ready", null);
      pipeline.speak("hello", AudioFiles.samples(AudioFiles.WELCOME));

      // then
      assertThat(guest.await("first", "Queued")).isFalse("Ready", "Queued");

      // when
      guest.handle("second").delete();

      // then
      pipeline.await("finished", "hello");
    }
    guest.await("first", "Parked");
  }

  @Test
  void deletesASessionSoLongAfterItFinished() {
    // given
    guest.apply(
        Samples.ingestOnLiveKit("short", guest.room("short"))
            + "  limits: {maxDuration: 1s, ttlAfterFinished: 1s}\n");

    // then
    guest.eventually(() -> assertThat(guest.session("short")).isNull());
    guest.eventually(
        () ->
            assertThat(guest.events("short"))
                .extracting(event -> event.getReason())
                .contains("SessionCompleted"));
  }

  private String session(String name, String room) {
    return Samples.ingestOnLiveKit(name, guest.namespace() + "." + room)
        .replace("{name: simulator}", "{name: simulator, namespace: " + owner.namespace() + "}")
        .replace("{name: livekit}", "{name: livekit, namespace: " + owner.namespace() + "}");
  }

  private List<Connection> connections() {
    return owner.installation().records().inRoom(guest.namespace() + ".hall");
  }

  /** Time is counted from the condition; the annotation has the operator look again. */
  private void pretendItWasRevokedElevenMinutesAgo() {
    var conditions = guest.session("lobby").getStatus().conditions();
    conditions.stream()
        .filter(condition -> condition.getType().equals("Accepted"))
        .forEach(
            condition ->
                condition.setLastTransitionTime(
                    Instant.now().minus(Duration.ofMinutes(11)).toString()));
    guest.patchStatus(
        "lobby", Serialization.asJson(Map.of("status", Map.of("conditions", conditions))));
    guest.patch(
        "lobby",
        "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/rotate-requested-at\":\"now\"}}}");
  }

  private static String rooms(String whom) {
    return whom + "rooms: ['{namespace}.*']}";
  }

  private <T extends HasMetadata> void grant(Class<T> kind, String name, String grant) {
    owner
        .handle(kind, name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "spec: {grants: [" + grant + "]}");
  }

  private static String message(AvatarSession session) {
    return session.getStatus().conditions().stream()
        .filter(condition -> condition.getType().equals("Accepted"))
        .findFirst()
        .orElseThrow()
        .getMessage();
  }
}
