package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.RoomGuest;
import dev.avataroperator.testing.RoomList;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is seen and done in the rooms of a real LiveKit server. */
class RoomsIT {
  private static final String INSTALL = "avatar-operator.dev/install";
  private static final String SESSION = "avatar-operator.dev/session-uid";

  @TempDir static Path directory;
  private static LiveKitServer server;

  @RegisterExtension final Tenant tenant = new Tenant();

  @BeforeAll
  static void start() throws Exception {
    server = new LiveKitServer(directory, "devkey", Accounts.LIVEKIT_SECRET);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void aProviderOfTheServer() {
    server.start();
    tenant.apply(Accounts.liveKit("rooms", server));
  }

  @Test
  void doesNotThrowOutSomebodyElseOfTheSameIdentity() {
    // given
    var room = tenant.room("lobby");
    try (var other = RoomGuest.person(server, room, "avatar")) {
      awaitIn(room, "avatar");

      // when
      tenant.apply(session("lobby", room, ""));

      // then
      assertThat(tenant.await("lobby", "Stalled"))
          .isFalse("Accepted", "RoomConflict")
          .says("Ready", "another identity")
          .lacks("CredentialsReady");
      assertThat(tenant.secret("lobby-egress")).isNull();
      assertThat(other.isConnected()).isTrue();
    }

    // when it has left
    // then
    tenant.eventually(() -> assertThat(tenant.session("lobby")).isTrue("EgressReady", "Connected"));
  }

  @Test
  void takesTheAvatarOutOfItsRoomWhenTheSessionIsDeleted() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(session("lobby", room, ""));
    tenant.await("lobby", "Ready");
    var token = tenant.value("lobby-egress", "livekit-token");
    try (var lingering = RoomGuest.join(server.url(), token)) {
      awaitIn(room, "avatar");
      assertThat(lingering.isConnected()).isTrue();

      // when
      tenant.handle("lobby").delete();

      // then
      tenant.eventually(() -> assertThat(lingering.isConnected()).isFalse());
      tenant.eventually(() -> assertThat(RoomList.of(server, room)).isEmpty());
      tenant.eventually(() -> assertThat(tenant.session("lobby")).isNull());
    }
  }

  @Test
  void takesAvatarsWithoutASessionOutOfTheRoomAndNobodyElse() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(session("lobby", room, ""));
    var install = tenant.installation().kube().install();

    // when
    try (var orphan = guest(room, "ghost", install);
        var other = guest(room, "other", "another-installation");
        var anna = RoomGuest.person(server, room, "anna")) {
      awaitIn(room, "anna");

      // then
      tenant.eventually(
          () ->
              assertThat(RoomList.of(server, room))
                  .contains("anna", "other")
                  .doesNotContain("ghost"));
      tenant.eventually(
          () ->
              assertThat(tenant.events("rooms"))
                  .extracting(event -> event.getReason())
                  .contains("OrphanRemoved"));
      assertThat(orphan.isConnected()).isFalse();
      assertThat(other.isConnected() && anna.isConnected()).isTrue();
    }
  }

  @Test
  void parksInAnEmptyRoomAndWakesWhenSomebodyComes() {
    // given
    var room = tenant.room("lobby");

    // when
    tenant.apply(session("lobby", room, "idle: {afterRoomEmpty: 2s}"));

    // then
    tenant.await("lobby", "Parked");

    // when
    try (var anna = RoomGuest.person(server, room, "anna")) {
      // then
      tenant.eventually(
          () -> assertThat(tenant.session("lobby").getStatus().state()).isNotEqualTo("Parked"));
      tenant.eventually(
          () -> assertThat(tenant.session("lobby")).isTrue("EgressReady", "Connected"));
      tenant.eventually(
          () -> assertThat(tenant.session("lobby").getStatus().rtc().people()).isEqualTo(1));
      assertThat(anna.isConnected()).isTrue();
    }
  }

  @Test
  void isReadyOnceTheAvatarIsInTheRoomWithPictureAndSound() {
    // given
    var room = tenant.room("lobby");

    // when
    tenant.apply(session("lobby", room, ""));

    // then
    assertThat(tenant.await("lobby", "Ready")).isTrue("MediaPublishing", "TrackSeen");
    var status = tenant.session("lobby").getStatus();
    assertThat(status.rtc().participantSid()).startsWith("PA_");
    assertThat(status.latency().confirmToPublished()).isNotNull();
    assertThat(RoomList.of(server, room)).containsExactly("avatar");
  }

  @Test
  void notesWhoLeavesWhenTheConnectionIsMadeAnew() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(session("lobby", room, ""));
    var before = tenant.await("lobby", "Ready").getStatus().rtc().participantSid();

    // when
    tenant.patch("lobby", "{\"spec\":{\"avatar\":{\"id\":\"another\"}}}");

    // then
    tenant.eventually(() -> assertThat(tenant.session("lobby").getStatus().epoch()).isEqualTo(2));
    assertThat(tenant.secret("lobby-egress").getMetadata().getAnnotations())
        .containsEntry("avatar-operator.dev/leaving", before);
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby").getStatus().rtc().participantSid())
                .isNotNull()
                .isNotEqualTo(before));
  }

  @Test
  void bringsBackAnAvatarThatSomebodyRemoved() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(session("lobby", room, ""));
    var before = tenant.await("lobby", "Ready").getStatus().rtc().participantSid();

    // when
    RoomList.remove(server, room, "avatar");

    // then
    tenant.eventually(() -> assertThat(RoomList.of(server, room)).containsExactly("avatar"));
    tenant.eventually(
        () -> {
          assertThat(tenant.session("lobby")).hasState("Ready");
          assertThat(tenant.session("lobby").getStatus().rtc().participantSid())
              .isNotNull()
              .isNotEqualTo(before);
        });
  }

  @Test
  void failsWhenItsAvatarIsRemovedAndItIsNeverToStartAgain() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(session("lobby", room, "restartPolicy: Never"));
    tenant.await("lobby", "Ready");

    // when
    RoomList.remove(server, room, "avatar");

    // then
    assertThat(tenant.await("lobby", "Failed")).isTrue("Failed", "TrackMissing");
    tenant.eventually(() -> assertThat(RoomList.of(server, room)).isEmpty());
  }

  private static RoomGuest guest(String room, String identity, String install) {
    var marks = Map.of(INSTALL, install, SESSION, "of-no-session");
    return RoomGuest.join(server.url(), RoomGuest.token(server, room, identity, marks));
  }

  private void awaitIn(String room, String identity) {
    tenant.eventually(() -> assertThat(RoomList.of(server, room)).contains(identity));
  }

  private static String session(String name, String room, String more) {
    return Samples.ingestOnLiveKit(name, room)
            .replace("providerRef: {name: livekit}", "providerRef: {name: rooms}")
        + more.indent(2);
  }
}
