package dev.avataroperator.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.avataroperator.api.v1alpha1.RtcProviderSpec;
import dev.avataroperator.api.v1alpha1.SecretRef;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.rtc.AgentDispatcher.Order;
import dev.avataroperator.rtc.AgentDispatcher.Recall;
import dev.avataroperator.testing.LiveKitServer;
import dev.avataroperator.testing.MovableTime;
import dev.avataroperator.testing.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents' dispatches at a real LiveKit server. */
class LiveKitAgentsIT {
  private static final SecretText SECRET = SecretText.of("0123456789abcdef0123456789abcdef");

  @TempDir static Path directory;
  private static LiveKitServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new LiveKitServer(directory, "devkey", SECRET.reveal()).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void dispatchesAndCallsBackThroughACertificateOfAnAuthorityOfOnesOwn() throws Exception {
    var certificate = TestCertificate.in(directory);
    try (var door = LiveKitDoor.secure(server, certificate)) {
      // given
      var agents = account(door, Files.readString(certificate.pem())).agents().orElseThrow();
      var order = order("secure", 0);

      // when
      var id = agents.send(order);

      // then
      assertThat(agents.standing(order).orElseThrow().id()).isEqualTo(id);

      // when
      agents.recall(new Recall(order.seat(), Set.of(id), false));

      // then
      assertThat(agents.standing(order)).isEmpty();
    }
  }

  @Test
  void saysWhereToNameAnAuthorityThatIsNotTrusted(@TempDir Path other) throws Exception {
    try (var door = LiveKitDoor.secure(server, TestCertificate.in(other))) {
      var agents = account(door, null).agents().orElseThrow();
      assertThatExceptionOfType(RtcCallException.class)
          .isThrownBy(() -> agents.send(order("untrusted", 0)))
          .withMessageContaining("isn't from a trusted authority")
          .withMessageContaining("caBundleSecretRef");
    }
  }

  @Test
  void callsBackPieceByPieceWhereLiveKitIsSlow() throws Exception {
    try (var door = LiveKitDoor.plain(server)) {
      // given
      var time = new MovableTime();
      var agents = agents(door, time);
      for (int i = 0; i < 5; i++) {
        agents.send(order("slow", i));
      }
      var recall = new Recall(order("slow", 0).seat(), Set.of(), true);
      door.meanwhile(() -> time.move(Duration.ofMillis(1_500)));

      // when
      var before = door.calls.get();
      assertThatExceptionOfType(RtcCallException.class)
          .isThrownBy(() -> agents.recall(recall))
          .withMessageContaining("is slow");

      // then
      assertThat(door.calls.get() - before).isEqualTo(4);

      // when
      assertThatExceptionOfType(RtcCallException.class).isThrownBy(() -> agents.recall(recall));
      door.meanwhile(() -> {});
      agents.recall(recall);

      // then
      for (int i = 0; i < 5; i++) {
        assertThat(agents.standing(order("slow", i))).isEmpty();
      }
    }
  }

  @Test
  void passesOnNoTokenThatAnAnswerQuotes() throws Exception {
    try (var door = LiveKitDoor.skewed(server, Duration.ofHours(-2))) {
      var agents = agents(door, Clock.systemUTC());
      assertThatExceptionOfType(RtcCallException.class)
          .isThrownBy(() -> agents.recall(new Recall(order("lobby", 0).seat(), Set.of(), true)))
          .withMessageContaining("set the clocks")
          .withMessageNotContaining("eyJ");
    }
  }

  private static AgentDispatcher agents(LiveKitDoor door, Clock clock) {
    return new LiveKitAgents(new LiveKitRoomServer(door.url(), server.key(), SECRET, null), clock);
  }

  private static RtcAccount account(LiveKitDoor door, String caBundle) {
    var url = server.url().toString();
    var livekit = new RtcProviderSpec.LiveKit(url, door.url(), new SecretRef("lk"));
    return new LiveKitAccount(livekit, server.key(), SECRET, caBundle);
  }

  private static Order order(String room, int number) {
    var metadata = "{\"identity\":\"avatar\",\"number\":" + number + "}";
    var seat = new AvatarSeat(room, "avatar", Map.of());
    return new Order(seat, "receptionist", SecretText.of(metadata));
  }
}
