package dev.avataroperator.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.api.v1alpha1.SecretRef;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.RoomGuest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against a real LiveKit server. */
class LiveKitRoomsIT {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir static Path directory;
  private static LiveKitServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new LiveKitServer(directory, "devkey", SECRET).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void listsWhoIsThereAndHasThemLeave() throws Exception {
    try (var rooms = rooms(SECRET).open(CLOCK);
        var guest = RoomGuest.person(server, "lobby", "anna")) {
      // then
      await().atMost(Duration.ofSeconds(30)).until(() -> !rooms.list("lobby").isEmpty());
      assertThat(rooms.list("lobby"))
          .singleElement()
          .satisfies(
              anna -> {
                assertThat(anna.identity()).isEqualTo("anna");
                assertThat(anna.sid()).startsWith("PA_");
                assertThat(anna.isPerson()).isTrue();
                assertThat(anna.tracks()).isEmpty();
              });
      assertThat(guest.isConnected()).isTrue();
      assertThat(rooms.names()).contains("lobby");

      // when
      rooms.remove("lobby", "anna");

      // then
      await().atMost(Duration.ofSeconds(30)).until(() -> rooms.list("lobby").isEmpty());
    }
  }

  @Test
  void findsNobodyInARoomThatIsNotThereAndRemovesNobodyFromIt() throws Exception {
    try (var rooms = rooms(SECRET).open(CLOCK)) {
      rooms.check();
      assertThat(rooms.list("nowhere")).isEmpty();
      rooms.remove("nowhere", "nobody");
    }
  }

  @Test
  void saysThatTheKeyIsRefused() throws Exception {
    try (var rooms = rooms("another-secret-of-at-least-32-characters").open(CLOCK)) {
      assertThat(failure(rooms).kind()).isEqualTo(RoomException.Kind.UNAUTHORIZED);
      assertThat(failure(rooms))
          .hasMessageContaining("api-secret in the Secret isn't the one that belongs to api-key");
    }
  }

  @Test
  void saysThatTheClocksDifferWhenATokenOfNowIsOfThePastOrTheFuture() throws Exception {
    for (var skew : List.of(Duration.ofHours(-2), Duration.ofHours(2))) {
      try (var door = LiveKitDoor.skewed(server, skew);
          var rooms = rooms(SECRET, door.url()).open(CLOCK)) {
        assertThat(failure(rooms).kind()).isEqualTo(RoomException.Kind.UNAUTHORIZED);
        assertThat(failure(rooms))
            .hasMessageContaining(skew.isNegative() ? "for expired" : "of the future")
            .hasMessageContaining("set the clocks of LiveKit and of the operator")
            .message()
            .doesNotContain("eyJ");
      }
    }
  }

  private static RoomException failure(RoomAccess rooms) {
    try {
      rooms.check();
      throw new AssertionError("was not refused");
    } catch (RoomException e) {
      return e;
    }
  }

  private static RoomServer rooms(String secret) {
    return rooms(secret, null);
  }

  private static RoomServer rooms(String secret, String apiUrl) {
    var url = server.url().toString();
    var livekit = new RtcProviderSpec.LiveKit(url, apiUrl, new SecretRef("lk"));
    return new LiveKitAccount(livekit, server.key(), SecretText.of(secret), null)
        .rooms()
        .orElseThrow();
  }
}
