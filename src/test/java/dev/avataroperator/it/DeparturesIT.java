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

/** How avatars leave the rooms of a real LiveKit server, also when something is in the way. */
class DeparturesIT {
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
  void letsASessionInWhoseSeatAnAvatarOfAnEarlierSessionHolds() {
    // given
    var room = tenant.room("lobby");
    try (var orphan = orphan(room, "avatar")) {
      awaitIn(room, "avatar");
      assertThat(orphan.isConnected()).isTrue();

      // when
      tenant.apply(session("lobby", room));

      // then
      tenant.await("lobby", "Ready");
      assertThat(orphan.isConnected()).isFalse();
    }
  }

  @Test
  void findsAnAvatarInARoomThatNoSessionIsIn() {
    // given
    var room = tenant.room("lobby");
    try (var orphan = orphan(room, "avatar");
        var anna = RoomGuest.person(server, room, "anna")) {
      awaitIn(room, "avatar");

      // then
      tenant.eventually(() -> assertThat(orphan.isConnected()).isFalse());
      tenant.eventually(
          () ->
              assertThat(tenant.events("rooms"))
                  .extracting(event -> event.getReason())
                  .contains("OrphanRemoved"));
      assertThat(anna.isConnected()).isTrue();
    }
  }

  @Test
  void takesTheAvatarOutThoughItsWorkerDoesNotAnswer() {
    // given
    var room = tenant.room("lobby");
    tenant.apply(session("lobby", room));
    tenant.await("lobby", "Ready");
    var token = tenant.value("lobby-egress", "livekit-token");
    tenant.installation().worker().freeze();
    try (var avatar = RoomGuest.join(server.url(), token)) {
      awaitIn(room, "avatar");

      // when
      tenant.handle("lobby").delete();

      // then
      tenant.eventually(() -> assertThat(avatar.isConnected()).isFalse());
      assertThat(tenant.session("lobby")).isNotNull();
      tenant.eventually(() -> assertThat(tenant.session("lobby")).isNull());
    } finally {
      tenant.installation().worker().thaw();
    }
  }

  @Test
  void takesOutAnAvatarThatComesBackAfterItsSessionWentWhileLiveKitWasAway() {
    // given
    var room = tenant.room("stage");
    tenant.apply(driven(room));
    tenant.eventually(() -> assertThat(tenant.session("stage")).isTrue("EgressReady", "Issued"));
    var token = tenant.value("stage-egress", "livekit-token");
    server.kill();

    // when
    tenant.handle("stage").delete();

    // then
    tenant.eventually(() -> assertThat(tenant.session("stage")).isNull());
    assertThat(tenant.events("stage"))
        .filteredOn(event -> event.getReason().equals("TeardownIncomplete"))
        .singleElement()
        .satisfies(event -> assertThat(event.getNote()).contains("may still stand in its room"));

    // when
    server.start();
    try (var avatar = RoomGuest.join(server.url(), token)) {
      // then
      tenant.eventually(() -> assertThat(avatar.isConnected()).isFalse());
      tenant.eventually(() -> assertThat(RoomList.of(server, room)).isEmpty());
    }
  }

  @Test
  void takesTheAvatarOfASuspendedSessionOutOnceLiveKitAnswers() {
    // given
    var room = tenant.room("stage");
    tenant.apply(driven(room));
    tenant.eventually(() -> assertThat(tenant.session("stage")).isTrue("EgressReady", "Issued"));
    var token = tenant.value("stage-egress", "livekit-token");
    server.kill();

    // when
    tenant.patch("stage", "{\"spec\":{\"suspend\":true}}");

    // then
    assertThat(tenant.await("stage", "Suspended")).says("Ready", "may still stand in its room");

    // when
    server.start();
    try (var avatar = RoomGuest.join(server.url(), token)) {
      // then
      tenant.eventually(() -> assertThat(avatar.isConnected()).isFalse());
      tenant.eventually(
          () ->
              assertThat(tenant.session("stage").getStatus().conditions())
                  .noneMatch(condition -> condition.getMessage().contains("may still stand")));
    }
  }

  @Test
  void takesTheAvatarOutThatCameWithTheCredentialsBeforeARestart() {
    // given
    var room = tenant.room("stage");
    tenant.apply(driven(room));
    tenant.eventually(() -> assertThat(tenant.session("stage")).isTrue("EgressReady", "Issued"));
    try (var before = RoomGuest.join(server.url(), tenant.value("stage-egress", "livekit-token"))) {
      awaitIn(room, "avatar");

      // when
      tenant.patch(
          "stage",
          "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/restart-requested-at\":\"1\"}}}");

      // then
      tenant.eventually(() -> assertThat(tenant.session("stage").getStatus().epoch()).isEqualTo(2));
      assertThat(RoomList.of(server, room)).isEmpty();
      assertThat(before.isConnected()).isFalse();
    }

    // when
    try (var after = RoomGuest.join(server.url(), tenant.value("stage-egress", "livekit-token"))) {
      awaitIn(room, "avatar");

      // then
      assertThat(after.isConnected()).isTrue();
    }
  }

  @Test
  void startsAgainOnlyOnceItIsSeenThatNobodyIsLeftInTheRoom() {
    // given
    var room = tenant.room("stage");
    tenant.apply(driven(room));
    tenant.eventually(() -> assertThat(tenant.session("stage")).isTrue("EgressReady", "Issued"));
    server.kill();

    // when
    tenant.patch(
        "stage",
        "{\"metadata\":{\"annotations\":{\"avatar-operator.dev/restart-requested-at\":\"1\"}}}");

    // then
    tenant.eventually(
        () ->
            assertThat(tenant.session("stage"))
                .isFalse("EgressReady", "EgressUnavailable")
                .says("EgressReady", "may still stand in its room"));
    assertThat(tenant.session("stage").getStatus().epoch()).isEqualTo(1);

    // when
    server.start();

    // then
    tenant.eventually(
        () -> {
          assertThat(tenant.session("stage")).isTrue("EgressReady", "Issued");
          assertThat(tenant.session("stage").getStatus().epoch()).isEqualTo(2);
        });
  }

  private static String driven(String room) {
    return Samples.drivenOnLiveKit("stage", room, "{external: {}}")
        .replace("{name: livekit}", "{name: rooms}");
  }

  /** An avatar that this installation made for a session that is gone. */
  private RoomGuest orphan(String room, String identity) {
    var marks =
        Map.of(
            "avatar-operator.dev/install",
            tenant.installation().kube().install(),
            "avatar-operator.dev/session-uid",
            "of-no-session");
    return RoomGuest.join(server.url(), RoomGuest.token(server, room, identity, marks));
  }

  private void awaitIn(String room, String identity) {
    tenant.eventually(() -> assertThat(RoomList.of(server, room)).contains(identity));
  }

  private static String session(String name, String room) {
    return Samples.ingestOnLiveKit(name, room)
        .replace("providerRef: {name: livekit}", "providerRef: {name: rooms}");
  }
}
