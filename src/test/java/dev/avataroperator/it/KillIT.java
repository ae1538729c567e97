package dev.avataroperator.it;

import static dev.avataroperator.testing.SessionAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.testing.Accounts;
import dev.avataroperator.testing.Installation;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.RoomList;
import dev.avataroperator.testing.Samples;
import dev.avataroperator.testing.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever of the three that bring an avatar into its room is killed, the resource says so within
 * twenty seconds, without any webhook, and once it runs again there is one avatar in the room.
 */
class KillIT {
  private static final Logger LOG = Logger.getLogger(KillIT.class);
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path directory;
  private static LiveKitServer server;

  @RegisterExtension final Tenant tenant = new Tenant();
  private Installation installation;
  private String room;

  @BeforeAll
  static void start() throws Exception {
    server = new LiveKitServer(directory, "devkey", Accounts.LIVEKIT_SECRET);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void anAvatarStandsInARealRoom() {
    server.start();
    installation = tenant.installation();
    room = tenant.room("lobby");
    tenant.apply(Accounts.liveKit("rooms", server));
    tenant.apply(
        Samples.ingestOnLiveKit("lobby", room)
            .replace("providerRef: {name: livekit}", "providerRef: {name: rooms}"));
    awaitTheAvatar("before");
  }

  @Test
  void tellsTheTruthWhenThePublisherIsKilledAndHeals() {
    // when
    var at = Instant.now();
    installation.simulator().kill();

    // then
    assertSaysSoon(at, "Ready", "False");
    assertSaysSoon(at, "MediaPublishing", "False");

    // when
    installation.simulator().start().awaitReady();

    // then
    awaitTheAvatar("after kill -9 of the publisher");
  }

  @Test
  void tellsTheTruthWhenTheRoomServerIsKilledAndHeals() {
    // when
    var at = Instant.now();
    server.kill();

    // then
    assertSaysSoon(at, "MediaPublishing", "Unknown");
    assertThat(tenant.session("lobby")).says("MediaPublishing", "isn't known");

    // when
    server.start();

    // then
    awaitTheAvatar("after kill -9 of LiveKit");
  }

  @Test
  void tellsTheTruthWhenTheWorkerIsKilledAndHeals() {
    // when
    var at = Instant.now();
    installation.worker().kill();

    // then
    assertSaysSoon(at, "Ready", "False");
    assertSaysSoon(at, "MediaPublishing", "False");
    assertThat(tenant.session("lobby")).isFalse("EgressReady", "WorkerLost");
    assertThat(RoomList.of(server, room)).isEmpty();

    // when
    installation.worker().start().awaitReady();

    // then
    awaitTheAvatar("after kill -9 of the worker");
  }

  /** By the time that is written with the condition. */
  private void assertSaysSoon(Instant killed, String type, String status) {
    tenant.eventually(
        () ->
            assertThat(tenant.session("lobby").getStatus().conditions())
                .anyMatch(c -> c.getType().equals(type) && c.getStatus().equals(status)));
    var since =
        tenant.session("lobby").getStatus().conditions().stream()
            .filter(condition -> condition.getType().equals(type))
            .map(condition -> Instant.parse(condition.getLastTransitionTime()))
            .findFirst()
            .orElseThrow();
    var took = Duration.between(killed, since);
    LOG.infof("%s is %s %d s after the kill", type, status, took.toSeconds());
    assertThat(took).isLessThanOrEqualTo(SOON);
  }

  /** The one of the status, and nobody else. */
  private void awaitTheAvatar(String when) {
    tenant.eventually(
        () -> {
          var session = tenant.session("lobby");
          assertThat(session)
              .hasState("Ready")
              .isTrue("Ready", "Connected")
              .isTrue("MediaPublishing", "TrackSeen");
          assertThat(RoomList.sids(server, room))
              .containsExactly(session.getStatus().rtc().participantSid());
        });
    assertThat(RoomList.of(server, room)).containsExactly("avatar");
    LOG.infof("in the room %s: %s", when, RoomList.of(server, room));
  }
}
