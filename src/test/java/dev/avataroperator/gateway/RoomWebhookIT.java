package dev.avataroperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.api.v1alpha1.SecretRef;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.rtc.RoomNews;
import dev.avataroperator.rtc.RtcVendor;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.RoomGuest;
import dev.avataroperator.testing.SignedWebhook;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhooks that a real LiveKit server sends, and others. */
class RoomWebhookIT {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private URI url;

  @BeforeEach
  void listen() throws Exception {
    var port =
        new RoomWebhook(vertx, new Door(), Clock.systemUTC())
            .listen(new ListenAddress("127.0.0.1", 0), null)
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    url = URI.create("http://127.0.0.1:" + port + "/webhooks/livekit/avatars/livekit");
  }

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void hearsFromARealServerWhereSomethingHappened(@TempDir Path directory) throws Exception {
    try (var server = new LiveKitServer(directory, "devkey", SECRET).start(url);
        var guest = RoomGuest.person(server, "lobby", "anna")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(heard).contains("avatars/livekit lobby"));
      assertThat(guest.isConnected()).isTrue();
    }
  }

  @Test
  void believesWhatIsSignedOnce() {
    // given
    var webhook = SignedWebhook.of("stage", "devkey", SECRET);
    assertThat(webhook.post(url)).isEqualTo(200);
    assertThat(heard).containsExactly("avatars/livekit stage");

    // when
    assertThat(webhook.post(url)).isEqualTo(401);

    // then
    assertThat(heard).hasSize(1);
  }

  @Test
  void refusesABadSignatureAChangedBodyAndWhatHasExpired() {
    var good = SignedWebhook.of("stage", "devkey", SECRET);
    var expired = SignedWebhook.of("stage", "devkey", SECRET, Instant.now().minusSeconds(3600));
    var foreign = SignedWebhook.of("stage", "devkey", "another-secret-of-at-least-32-chars");

    assertThat(foreign.post(url)).isEqualTo(401);
    assertThat(good.withBody(good.body().replace("stage", "lobby")).post(url)).isEqualTo(401);
    assertThat(expired.post(url)).isEqualTo(401);
    assertThat(good.withToken("not-a-token").post(url)).isEqualTo(401);
    assertThat(heard).isEmpty();
  }

  @Test
  void refusesWhatIsNoWebhook() {
    var good = SignedWebhook.of("stage", "devkey", SECRET);

    assertThat(good.withType("application/json").post(url)).isEqualTo(415);
    assertThat(good.post(url.resolve("/webhooks/livekit/avatars/unknown"))).isEqualTo(401);
    assertThat(good.post(url.resolve("/elsewhere"))).isEqualTo(404);
    assertThat(good.withBody("x".repeat(300_000)).post(url)).isEqualTo(413);
    assertThat(heard).isEmpty();
  }

  /** Knows one provider. */
  private final class Door implements RoomDoor {
    @Override
    public Optional<RoomNews> news(String namespace, String provider) {
      return provider.equals("livekit") ? Optional.of(account()) : Optional.empty();
    }

    @Override
    public void happened(String namespace, String provider, String room) {
      heard.add(namespace + "/" + provider + " " + room);
    }

    private RoomNews account() {
      try {
        var livekit =
            new RtcProviderSpec.LiveKit("ws://127.0.0.1:7880", null, new SecretRef("livekit"));
        var spec = new RtcProviderSpec(livekit, null, null, null);
        var keys = Map.of("api-key", SecretText.of("devkey"), "api-secret", SecretText.of(SECRET));
        return RtcVendor.of(spec).open(spec, keys, null).rooms().orElseThrow().news();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
