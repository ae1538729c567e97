package dev.avataroperator.simulator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.avataroperator.credential.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhipClientTest {
  private static final SecretText TOKEN = SecretText.of("the-token");

  private final WhipClient client = new WhipClient();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private int status = 201;
  private String location = "/whip/v1/PA_1";
  private String answer = "v=0";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::reply);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void offersAndTakesTheAnswer() throws PublishProblem {
    // when
    var resource = client.publish(endpoint(), TOKEN, "the-offer");

    // then
    assertThat(asked).containsExactly("POST /whip/v1 application/sdp Bearer the-token the-offer");
    assertThat(resource.answer()).isEqualTo("v=0");
    assertThat(resource.participantSid()).isEqualTo("PA_1");
  }

  @Test
  void endsWhatItPublished() throws PublishProblem {
    // given
    var resource = client.publish(endpoint(), TOKEN, "the-offer");
    status = 200;

    // when
    var ended = client.end(resource, TOKEN);

    // then
    assertThat(ended).isTrue();
    assertThat(asked).last().isEqualTo("DELETE /whip/v1/PA_1 null Bearer the-token ");
  }

  @Test
  void isContentWhenTheParticipantIsGoneAlready() throws PublishProblem {
    // given
    var resource = client.publish(endpoint(), TOKEN, "the-offer");
    status = 404;

    // then
    assertThat(client.end(resource, TOKEN)).isTrue();
  }

  @Test
  void doesNotTryARefusedTokenAgain() {
    // given
    status = 401;
    answer = "invalid token: the-token";

    // when
    var problem = refusal();

    // then
    assertThat(problem.isPassing()).isFalse();
    assertThat(problem).hasMessageContaining("(401): invalid token: ***");
    assertThat(problem.toString()).doesNotContain("the-token");
  }

  @Test
  void triesAServerThatFailsAgain() {
    // given
    status = 503;

    // then
    assertThat(refusal().isPassing()).isTrue();
  }

  @Test
  void sendsTheTokenToNoOtherServer() {
    // given
    location = "http://elsewhere.example/whip/v1/PA_1";

    // when
    var problem = refusal();

    // then
    assertThat(problem).hasMessageContaining("names no resource of its own");
    assertThat(asked).hasSize(1);
  }

  @Test
  void refusesAnEndlessAnswer() {
    // given
    answer = "v".repeat(70_000);

    // then
    assertThat(refusal()).hasMessageContaining("longer than 64 KiB");
  }

  @Test
  void knowsAPlaceWhereNobodyListens() {
    // given
    server.stop(0);

    // when
    var problem = catchThrowableOfType(PublishProblem.class, () -> client.reach(endpoint()));

    // then
    assertThat(problem.isPassing()).isTrue();
    assertThat(problem).hasMessageContaining("refuses connections");
  }

  @Test
  void findsTheEndpointOfARoomServer() {
    assertThat(WhipClient.endpoint("ws://127.0.0.1:7880"))
        .hasToString("http://127.0.0.1:7880/whip/v1");
    assertThat(WhipClient.endpoint("wss://lk.example:443/a"))
        .hasToString("https://lk.example:443/a/whip/v1");
  }

  private PublishProblem refusal() {
    return catchThrowableOfType(
        PublishProblem.class, () -> client.publish(endpoint(), TOKEN, "the-offer"));
  }

  private URI endpoint() {
    return WhipClient.endpoint("ws://127.0.0.1:" + server.getAddress().getPort());
  }

  private void reply(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            headers.getFirst("Content-Type"),
            headers.getFirst("Authorization"),
            body));
    exchange.getResponseHeaders().add("Location", location);
    var bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
