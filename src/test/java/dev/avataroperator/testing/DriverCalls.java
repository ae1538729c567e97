package dev.avataroperator.testing;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.EgressType;
import dev.avataroperator.egress.proto.LiveKitEgressConfig;
import dev.avataroperator.egress.proto.Message;
import dev.avataroperator.egress.proto.MessageType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What a driver's program does with the {@code -egress} Secret, call by call. */
public final class DriverCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Tenant tenant;
  private final String secret;

  public DriverCalls(Tenant tenant, String session) {
    this.tenant = tenant;
    this.secret = session + "-egress";
  }

  public String key() {
    return tenant.value(secret, "broker-key");
  }

  /** The status of a token call with this key. */
  public int status(String key) {
    return call("/v1/auth/session-token", key).statusCode();
  }

  /** A token that the broker gives for the Secret's key. */
  public String token() {
    return token("/v1/auth/session-token", "session_token");
  }

  /** The same as clients of the other dialect ask. */
  public String spatiusToken() {
    return token("/session-tokens", "sessionToken");
  }

  private String token(String path, String field) {
    try {
      return JSON.readTree(call(path, key()).body()).path(field).asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The status with which the avatar service answers an upgrade: 101 opens a session. */
  public int upgrade(String token) {
    try {
      open(token).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).abort();
      return 101;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw new AssertionError(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Opens a session whose avatar joins the room with the Secret's own token. */
  public Drive drive() {
    return drive(
        tenant.value(secret, "livekit-url"),
        tenant.value(secret, "livekit-room"),
        tenant.value(secret, "livekit-token"));
  }

  /** The same with a token of somebody else's. */
  public Drive drive(String url, String room, String rtcToken) {
    var identity = JWT.decode(rtcToken).getSubject();
    var egress =
        LiveKitEgressConfig.newBuilder()
            .setUrl(url)
            .setRoomName(room)
            .setPublisherId(identity)
            .setApiToken(rtcToken);
    var configure =
        Message.newBuilder()
            .setType(MessageType.MESSAGE_CLIENT_CONFIGURE_SESSION)
            .setClientConfigureSession(
                ClientConfigureSession.newBuilder()
                    .setSampleRate(24_000)
                    .setEgressType(EgressType.EGRESS_TYPE_LIVEKIT)
                    .setLivekitEgress(egress))
            .build();
    var socket = open(token()).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    socket.sendBinary(ByteBuffer.wrap(configure.toByteArray()), true).join();
    return new Drive(socket);
  }

  /** A session at the avatar service. */
  public record Drive(WebSocket socket) implements AutoCloseable {
    /** Until either side has closed it. */
    public boolean isOpen() {
      return !socket.isOutputClosed() && !socket.isInputClosed();
    }

    @Override
    public void close() {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }

  private CompletableFuture<WebSocket> open(String token) {
    var uri =
        URI.create(
            tenant.value(secret, "ingress-url")
                + "/websocket?id="
                + tenant.value(secret, "avatar-id"));
    return http.newWebSocketBuilder()
        .header("X-App-ID", tenant.value(secret, "app-id"))
        .header("X-Session-Key", token)
        .buildAsync(uri, new WebSocket.Listener() {});
  }

  private HttpResponse<String> call(String path, String key) {
    var expiry = Instant.now().plusSeconds(3600).getEpochSecond();
    var request =
        HttpRequest.newBuilder(URI.create(tenant.installation().brokerUrl() + path))
            .timeout(PATIENCE)
            .header("X-Api-Key", key)
            .POST(BodyPublishers.ofString("{\"expireAt\":" + expiry + "}"))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
