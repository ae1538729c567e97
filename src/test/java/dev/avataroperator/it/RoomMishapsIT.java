package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.RtcProvider;
import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.RoomGuest;
import dev.avataroperator.testing.RoomList;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What may befall a room of a real LiveKit server, and what the session makes of it. */
class RoomMishapsIT {
  private static final int CROWD = 200;
  private static final String MEDIA = "MediaPublishing";

  @TempDir static Path directory;
  private static LiveKitServer server;

  @RegisterExtension final Tenant tenant = new Tenant();
  private String room;

  @BeforeAll
  static void create() throws Exception {
    server = new LiveKitServer(directory, "devkey", Accounts.LIVEKIT_SECRET);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void aProviderOfTheServer() {
    server.start();
    room = tenant.room("lobby");
    tenant.apply(Accounts.liveKit("rooms", server));
  }

  @Test
  void findsTheAvatarAmongTwoHundredPeopleWithoutMedia() {
    // given
    var crowd =
        IntStream.range(0, CROWD)
            .mapToObj(number -> RoomGuest.person(server, room, "person-" + number))
            .toList();
    try {
      // when
      tenant.apply(session(""));

      // then
      tenant.eventually(
          () -> assertThat(tenant.session("lobby")).hasState("Ready").isTrue(MEDIA, "TrackSeen"));
      tenant.eventually(
          () -> assertThat(tenant.session("lobby").getStatus().rtc().people()).isEqualTo(CROWD));
      assertThat(RoomList.of(server, room)).hasSize(CROWD + 1).contains("avatar");
    } finally {
      crowd.forEach(RoomGuest::close);
    }
  }

  @Test
  void bringsTheAvatarBackWhenItsRoomIsDeleted() {
    // given
    tenant.apply(session(""));
    var before = tenant.await("lobby", "Ready").getStatus().rtc().participantSid();

    // when
    RoomList.delete(server, room);

    // then
    tenant.eventually(
        () -> {
          var session = tenant.session("lobby");
          assertThat(session).hasState("Ready").isTrue(MEDIA, "TrackSeen");
          assertThat(session.getStatus().rtc().participantSid()).isNotEqualTo(before);
          assertThat(RoomList.sids(server, room))
              .containsExactly(session.getStatus().rtc().participantSid());
        });
  }

  @Test
  void failsWhenItsRoomIsDeletedAndItIsNeverToStartAgain() {
    // given
    tenant.apply(session("restartPolicy: Never"));
    tenant.await("lobby", "Ready");

    // when
    RoomList.delete(server, room);

    // then
    assertThat(tenant.await("lobby", "Failed")).isTrue("Failed", "TrackMissing");
    tenant.eventually(() -> assertThat(RoomList.of(server, room)).isEmpty());
  }

  @Test
  void startsAndEndsWhileLiveKitIsDown() {
    // given
    server.kill();

    // when
    tenant.apply(session(""));

    // then
    assertThat(tenant.await("lobby", "Ready")).isTrue("Ready", "Connected");
    tenant.eventually(() -> assertThat(tenant.session("lobby")).isUnknown(MEDIA, "NotObservable"));
    assertThat(tenant.handle(RtcProvider.class, "rooms").get().getStatus().conditions())
        .anyMatch(c -> c.getType().equals("Reachable") && c.getStatus().equals("False"))
        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));

    // when
    tenant.handle("lobby").delete();

    // then
    tenant.eventually(() -> assertThat(tenant.session("lobby")).isNull());
    assertThat(tenant.events("lobby"))
        .extracting(event -> event.getReason())
        .doesNotContain("TeardownIncomplete");
    assertThat(tenant.secret("lobby-egress")).isNull();
    tenant.eventually(
        () ->
            assertThat(tenant.installation().records().inRoom(room))
                .singleElement()
                .satisfies(connection -> assertThat(connection.closedAt()).isNotNull()));
  }

  private String session(String more) {
    return Samples.ingestOnLiveKit("lobby", room)
            .replace("providerRef: {name: livekit}", "providerRef: {name: rooms}")
        + more.indent(2);
  }
}
