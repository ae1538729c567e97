package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.Dispatched;
import dev.avataroperator.testing.DriverCalls;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.RoomGuest;
import dev.avataroperator.testing.RoomList;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents are called back whatever is in the way, and nobody else is sent out of a room. */
class AgentRecallIT {
  private static LiveKitServer livekit;

  @RegisterExtension final Tenant tenant = new Tenant();

  private final DriverCalls driver = new DriverCalls(tenant, "desk");
  private Dispatched dispatched;

  @BeforeAll
  static void configure() throws IOException {
    livekit =
        new LiveKitServer(Path.of("target/recall-livekit"), "devkey", Accounts.LIVEKIT_SECRET);
  }

  @AfterAll
  static void stop() {
    livekit.close();
  }

  @BeforeEach
  void start() {
    livekit.start();
    livekit.goOn();
    tenant.apply(Accounts.liveKit("rooms", livekit.url().toString()));
    dispatched = new Dispatched(livekit, tenant.room("desk"));
  }

  @Test
  void callsItBackOnceLiveKitAnswersAgainWhenSuspendedMeanwhile() {
    // given
    apply("desk", "");
    var key = driver.key();
    livekit.pause();

    // when
    tenant.patch("desk", "{\"spec\":{\"suspend\":true}}");

    // then
    assertThat(tenant.await("desk", "Suspended")).says("Ready", "called back");
    assertThat(tenant.secret("desk-egress").getData()).isNullOrEmpty();
    assertThat(driver.status(key)).isEqualTo(401);
    awaitTeardownIncomplete();

    // when
    livekit.goOn();

    // then
    tenant.eventually(() -> assertThat(dispatched.all()).isEmpty());
    tenant.eventually(() -> assertThat(tenant.secret("desk-egress")).isNull());
  }

  @Test
  void callsItBackBeforeItIsSentAgainWhenResumedMeanwhile() {
    // given
    apply("desk", "");
    var before = dispatched.only().getId();
    livekit.pause();
    tenant.patch("desk", "{\"spec\":{\"suspend\":true}}");
    tenant.await("desk", "Suspended");

    // when
    tenant.patch("desk", "{\"spec\":{\"suspend\":false}}");

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("desk"))
                .isFalse("Accepted", "Pending")
                .says("Accepted", "agent"));

    // when
    livekit.goOn();

    // then
    tenant.eventually(() -> assertThat(dispatched.only().getId()).isNotEqualTo(before));
    assertThat(tenant.session("desk").getStatus().epoch()).isEqualTo(2);
  }

  @Test
  void callsItBackOnceLiveKitAnswersAgainWhenDeletedMeanwhile() {
    // given
    apply("desk", "");
    livekit.pause();

    // when
    tenant.handle("desk").delete();

    // then
    tenant.eventually(() -> assertThat(tenant.session("desk")).isNull());
    assertThat(tenant.secret("desk-egress")).isNull();
    awaitTeardownIncomplete();

    // when
    livekit.goOn();

    // then
    tenant.eventually(() -> assertThat(dispatched.all()).isEmpty());
  }

  @Test
  void endsUnseenAfterItsLongestTimeAndIsKeptUntilTheAgentIsCalledBack() {
    // given
    apply("desk", "limits: {maxDuration: 20s}");
    livekit.pause();

    // then
    assertThat(tenant.await("desk", "Completed")).isTrue("Completed", "MaxDurationReached");
    assertThat(tenant.session("desk").getMetadata().getFinalizers()).isNotEmpty();

    // when
    livekit.goOn();

    // then
    tenant.eventually(() -> assertThat(dispatched.all()).isEmpty());
    tenant.eventually(
        () -> assertThat(tenant.session("desk").getMetadata().getFinalizers()).isEmpty());
    tenant.eventually(() -> assertThat(tenant.secret("desk-egress")).isNull());
  }

  @Test
  void leavesTheAgentAloneOfWhomItsSeatIs() {
    // given
    apply("desk", "");
    var before = dispatched.only().getId();
    tenant.apply(session("rival", ""));
    assertThat(tenant.await("rival", "Stalled")).isFalse("Accepted", "RoomConflict");

    // when
    tenant.handle("rival").delete();

    // then
    tenant.eventually(() -> assertThat(tenant.session("rival")).isNull());
    assertThat(dispatched.only().getId()).isEqualTo(before);
  }

  @Test
  void sendsNobodyToWhereSomebodyElseIsTheAvatar() {
    // given
    var room = tenant.room("desk");
    var token = RoomGuest.avatarToken(livekit, room, "avatar", "agent-of-others");
    try (var other = RoomGuest.join(livekit.url(), token)) {
      tenant.eventually(() -> assertThat(RoomList.of(livekit, room)).contains("avatar"));

      // when
      tenant.apply(session("desk", ""));

      // then
      assertThat(tenant.await("desk", "Stalled")).isFalse("Accepted", "RoomConflict");
      assertThat(dispatched.all()).isEmpty();

      // when
      tenant.handle("desk").delete();

      // then
      tenant.eventually(() -> assertThat(tenant.session("desk")).isNull());
      assertThat(other.isConnected()).isTrue();
    }
  }

  @Test
  void neitherTakesAPersonForTheAvatarNorSendsThemOut() {
    // given
    var room = tenant.room("desk");
    apply("desk", "");

    // when
    try (var person = RoomGuest.person(livekit, room, "avatar")) {
      // then
      tenant.eventually(
          () -> assertThat(tenant.session("desk")).says("MediaPublishing", "Somebody else"));
      assertThat(tenant.session("desk")).isFalse("Ready", "TrackMissing");

      // when
      tenant.handle("desk").delete();

      // then
      tenant.eventually(() -> assertThat(tenant.session("desk")).isNull());
      assertThat(dispatched.all()).isEmpty();
      assertThat(RoomList.of(livekit, room)).containsExactly("avatar");
      assertThat(person.isConnected()).isTrue();
    }
  }

  private void apply(String name, String more) {
    tenant.apply(session(name, more));
    tenant.eventually(() -> assertThat(tenant.session(name)).isTrue("EgressReady", "Issued"));
    tenant.eventually(() -> assertThat(dispatched.all()).hasSize(1));
  }

  private String session(String name, String more) {
    return Samples.drivenOnLiveKit(name, tenant.room("desk"), "{agent: {agentName: receptionist}}")
            .replace("providerRef: {name: livekit}", "providerRef: {name: rooms}")
        + more.indent(2);
  }

  private void awaitTeardownIncomplete() {
    tenant.eventually(
        () ->
            assertThat(tenant.events("desk"))
                .extracting(event -> event.getReason())
                .contains("TeardownIncomplete"));
  }
}
