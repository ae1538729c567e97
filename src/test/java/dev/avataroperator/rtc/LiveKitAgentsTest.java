package dev.avataroperator.rtc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.rtc.AgentDispatcher.Order;
import dev.avataroperator.rtc.AgentDispatcher.Recall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveKitAgentsTest {
  private static final SecretText SECRET =
      SecretText.of("a-secret-of-at-least-thirty-two-characters");

  private HttpServer server;

  @BeforeEach
  void aServerThatIsNotLiveKit() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var page = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void saysThatWhatAnswersIsNotLiveKitAlsoBelowAPath() {
    // given
    var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/livekit";
    var agents = agents(url, null);
    var seat = new AvatarSeat("lobby", "avatar", Map.of());

    // then
    assertThatExceptionOfType(RtcCallException.class)
        .isThrownBy(() -> agents.standing(new Order(seat, "receptionist", SecretText.of("{}"))))
        .withMessageContaining("isn't LiveKit");
    assertThatExceptionOfType(RtcCallException.class)
        .isThrownBy(() -> agents.recall(new Recall(seat, Set.of(), true)))
        .withMessageContaining("check the URL");
  }

  @Test
  void saysThatTheCaBundleHoldsNoCertificates() {
    // given
    var agents = agents("https://127.0.0.1:1", "not a certificate");
    var seat = new AvatarSeat("lobby", "avatar", Map.of());

    // then
    assertThatExceptionOfType(RtcCallException.class)
        .isThrownBy(() -> agents.recall(new Recall(seat, Set.of(), true)))
        .withMessageContaining("caBundleSecretRef")
        .withMessageContaining("BEGIN CERTIFICATE");
  }

  private static AgentDispatcher agents(String url, String caBundle) {
    return new LiveKitAgents(
        new LiveKitRoomServer(url, "devkey", SECRET, caBundle), Clock.systemUTC());
  }
}
