package dev.avataroperator.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.simulator.SimulatedService;
import dev.avataroperator.simulator.settings.SimulatorSettings;
import dev.avataroperator.simulator.settings.SimulatorSettings.Timing;
import dev.avataroperator.simulator.settings.Sources;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;

/** The same behaviour on a service of a few lines and on the simulator. */
class EgressContractTest {
  @AutoClose private static final Vertx VERTX = Vertx.vertx();

  @Nested
  class OnAScriptedService extends EgressContract {
    private final Set<String> spent = ConcurrentHashMap.newKeySet();
    private final ScriptedService service = ScriptedService.answering(VERTX, this::upgrade);

    OnAScriptedService() throws Exception {
      super(VERTX);
    }

    @AfterEach
    void close() {
      service.close();
    }

    @Override
    EgressTarget target() {
      return EgressRig.target(service.ingress());
    }

    @Override
    SecretText token() {
      return SecretText.of(UUID.randomUUID().toString());
    }

    private void upgrade(HttpServerRequest request) {
      if (spent.add(request.getHeader("X-Session-Key"))) {
        request
            .toWebSocket()
            .onSuccess(socket -> socket.binaryMessageHandler(frame -> answer(socket, frame)));
      } else {
        request.response().setStatusCode(401).end();
      }
    }

    private void answer(ServerWebSocket socket, Buffer frame) {
      try {
        var message = Message.parseFrom(frame.getBytes());
        var audio = message.getClientAudioInput();
        if (message.hasClientConfigureSession()) {
          ScriptedService.confirm(socket);
        } else if (message.hasClientAudioInput()) {
          socket.writeBinaryMessage(
              ScriptedService.animationFrame(audio.getReqId(), audio.getEnd()));
        } else if (message.hasClientInterrupt()) {
          var interrupted = message.getClientInterrupt().getReqId();
          socket.writeBinaryMessage(ScriptedService.animationFrame(interrupted, true));
        }
      } catch (InvalidProtocolBufferException e) {
        socket.close((short) 1007);
      }
    }
  }

  @Nested
  class OnTheSimulator extends EgressContract {
    private static final String API_KEY = "api-key-1";
    private static final SimulatorSettings SETTINGS =
        SimulatorSettings.of("app-1", SecretText.of(API_KEY))
            .withTiming(new Timing(Duration.ofMillis(5), Duration.ofSeconds(30), Duration.ZERO));

    private final SimulatedService simulator =
        new SimulatedService(VERTX, SETTINGS, Sources.real());
    private final String address;

    OnTheSimulator() throws Exception {
      super(VERTX);
      address = "127.0.0.1:" + await(simulator.listen(new ListenAddress("127.0.0.1", 0), null));
    }

    @AfterEach
    void close() throws Exception {
      await(simulator.close());
    }

    @Override
    EgressTarget target() {
      String roomToken =
          JWT.create()
              .withSubject("avatar")
              .withExpiresAt(Instant.now().plusSeconds(600))
              .withClaim("video", Map.of("roomJoin", true, "room", "room-1"))
              .sign(Algorithm.HMAC256("a secret of at least thirty-two characters"));
      return EgressRig.target(URI.create("http://" + address + "/v2/driveningress"), roomToken);
    }

    @Override
    SecretText token() throws Exception {
      long expireAt = Instant.now().plusSeconds(600).getEpochSecond();
      var request =
          HttpRequest.newBuilder(URI.create("http://" + address + "/v1/auth/session-token"))
              .header("X-Api-Key", API_KEY)
              .POST(BodyPublishers.ofString("{\"expireAt\":" + expireAt + "}"))
              .build();
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return SecretText.of(new JsonObject(answer.body()).getString("session_token"));
    }

    private static <T> T await(Future<T> future) throws Exception {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }
}
