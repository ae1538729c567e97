package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.AgentWorker;
import dev.avataroperator.testing.Dispatched;
import dev.avataroperator.testing.DriverCalls;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.RoomGuest;
import dev.avataroperator.testing.RoomList;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Avatars that others than workers brought into a real room, and that get lost there. */
class LostAvatarIT {
  private static final String EXTERNAL = "{external: {}}";
  private static final String AGENT = "{agent: {agentName: receptionist}}";

  private static LiveKitServer livekit;

  @RegisterExtension final Tenant tenant = new Tenant();

  private final DriverCalls driver = new DriverCalls(tenant, "desk");
  private String room;

  @BeforeAll
  static void configure() throws IOException {
    livekit = new LiveKitServer(Path.of("target/lost-livekit"), "devkey", Accounts.LIVEKIT_SECRET);
  }

  @AfterAll
  static void stop() {
    livekit.close();
  }

  @BeforeEach
  void start() {
    livekit.start();
    tenant.apply(Accounts.liveKit("rooms", livekit.url().toString()));
    room = tenant.room("desk");
  }

  @Test
  void hasAnExternalDriverConnectAgain() {
    // given
    apply(EXTERNAL, "");
    try (var drive = driver.drive()) {
      assertThat(drive.isOpen()).isTrue();
      tenant.await("desk", "Ready");
      assertThat(tenant.session("desk").getStatus().rtc().participantSid()).startsWith("PA_");

      // when
      RoomList.remove(livekit, room, "avatar");

      // then
      tenant.eventually(
          () ->
              assertThat(tenant.session("desk"))
                  .isFalse("Ready", "TrackMissing")
                  .isTrue("Reconciling", "TrackMissing")
                  .isTrue("EgressReady", "Issued")
                  .says("Ready", "connect again", "desk-egress"));
    }

    // when
    try (var drive = driver.drive()) {
      assertThat(drive.isOpen()).isTrue();
      // then
      tenant.await("desk", "Ready");
      assertThat(tenant.session("desk").getStatus().epoch()).isEqualTo(1);
    }
  }

  @Test
  void failsWithAnExternalDriverThatIsNeverToStartAgain() {
    // given
    apply(EXTERNAL, "restartPolicy: Never");
    var key = driver.key();
    try (var drive = driver.drive()) {
      assertThat(drive.isOpen()).isTrue();
      tenant.await("desk", "Ready");

      // when
      RoomList.remove(livekit, room, "avatar");

      // then
      assertThat(tenant.await("desk", "Failed")).isTrue("Failed", "TrackMissing");
      tenant.eventually(() -> assertThat(driver.status(key)).isEqualTo(401));
    }
  }

  @Test
  void staysReadyWhileTheRoomCannotBeSeen() {
    // given
    apply(EXTERNAL, "");
    try (var drive = driver.drive()) {
      assertThat(drive.isOpen()).isTrue();
      tenant.await("desk", "Ready");

      // when
      apiUrl("\"http://127.0.0.1:1\"");

      // then
      tenant.eventually(
          () -> assertThat(tenant.session("desk")).isUnknown("MediaPublishing", "NotObservable"));
      assertThat(tenant.session("desk")).hasState("Ready").isTrue("Ready", "Connected");

      // when
      apiUrl("null");

      // then
      tenant.eventually(
          () -> assertThat(tenant.session("desk")).isTrue("MediaPublishing", "TrackSeen"));
    }
  }

  @Test
  void sendsAnotherAgentAfterOneThatHasLeft() {
    try (var worker = new AgentWorker(livekit, "receptionist")) {
      // given
      apply(AGENT, "");
      tenant.eventually(() -> assertThat(worker.jobs()).hasSize(1));
      try (var agent = RoomGuest.join(livekit.url(), worker.jobs().get(0).getToken())) {
        tenant.eventually(
            () ->
                assertThat(RoomList.of(livekit, room))
                    .contains(AgentWorker.identity(worker.jobs().get(0))));
        awaitThatItWasSeen();
        assertThat(agent.isConnected()).isTrue();
      }

      // when it has gone
      // then
      tenant.eventually(() -> assertThat(worker.jobs()).hasSize(2));
      tenant.eventually(() -> assertThat(tenant.session("desk").getStatus().epoch()).isEqualTo(2));
      assertThat(new Dispatched(livekit, room).all()).hasSize(1);
    }
  }

  @Test
  void sendsAnotherAgentWhenItsAvatarIsRemoved() {
    try (var worker = new AgentWorker(livekit, "receptionist")) {
      // given
      apply(AGENT, "");
      tenant.eventually(() -> assertThat(worker.jobs()).hasSize(1));
      var agent = AgentWorker.identity(worker.jobs().get(0));
      var token = RoomGuest.avatarToken(livekit, room, "avatar", agent);
      try (var drive = driver.drive(livekit.url().toString(), room, token)) {
        assertThat(drive.isOpen()).isTrue();
        tenant.await("desk", "Ready");
        assertThat(tenant.session("desk")).isTrue("MediaPublishing", "TrackSeen");

        // when
        RoomList.remove(livekit, room, "avatar");

        // then
        tenant.eventually(() -> assertThat(worker.jobs()).hasSize(2));
        assertThat(new Dispatched(livekit, room).all()).hasSize(1);
      }
    }
  }

  @Test
  void takesTheAvatarOfItsAgentOutOfTheRoom() {
    try (var worker = new AgentWorker(livekit, "receptionist")) {
      // given
      apply(AGENT, "");
      tenant.eventually(() -> assertThat(worker.jobs()).hasSize(1));
      var agent = AgentWorker.identity(worker.jobs().get(0));
      var token = RoomGuest.avatarToken(livekit, room, "avatar", agent);
      try (var avatar = RoomGuest.join(livekit.url(), token)) {
        tenant.eventually(() -> assertThat(RoomList.of(livekit, room)).contains("avatar"));

        // when
        tenant.handle("desk").delete();

        // then
        tenant.eventually(() -> assertThat(tenant.session("desk")).isNull());
        tenant.eventually(() -> assertThat(RoomList.of(livekit, room)).isEmpty());
        assertThat(avatar.isConnected()).isFalse();
      }
    }
  }

  @Test
  void sendsForAnAgentAgainThatNobodyHeardOf() {
    // given
    apply(AGENT, "");
    assertThat(tenant.session("desk")).says("EgressReady", "registered by that name");

    // when
    try (var worker = new AgentWorker(livekit, "receptionist")) {
      // then
      tenant.eventually(() -> assertThat(worker.jobs()).isNotEmpty());
      assertThat(new Dispatched(livekit, room).all()).hasSize(1);
    }
  }

  @Test
  void countsItsTimeFromWhenTheCredentialsWereHandedOut() {
    // when
    apply(EXTERNAL, "limits: {maxDuration: 10s}");

    // then
    assertThat(tenant.await("desk", "Completed")).isTrue("Completed", "MaxDurationReached");
  }

  private void apply(String drivenBy, String more) {
    tenant.apply(
        Samples.drivenOnLiveKit("desk", room, drivenBy)
                .replace("providerRef: {name: livekit}", "providerRef: {name: rooms}")
            + more.indent(2));
    tenant.eventually(() -> assertThat(tenant.session("desk")).isTrue("EgressReady", "Issued"));
  }

  /** The operator looks after it every ten seconds, and only then tells of it otherwise. */
  private void awaitThatItWasSeen() {
    tenant.eventually(
        () ->
            assertThat(
                    tenant.session("desk").getStatus().conditions().stream()
                        .filter(each -> each.getType().equals("EgressReady"))
                        .findFirst()
                        .orElseThrow()
                        .getMessage())
                .endsWith("is in the room."));
  }

  private void apiUrl(String json) {
    tenant
        .handle(RtcProvider.class, "rooms")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"livekit\":{\"apiUrl\":" + json + "}}}");
  }
}
