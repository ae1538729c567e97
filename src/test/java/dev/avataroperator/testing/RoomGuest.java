package dev.avataroperator.testing;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.livekit.server.AccessToken;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import livekit.LivekitRtc.Ping;
import livekit.LivekitRtc.SignalRequest;

/**
 * Somebody who stands in a real LiveKit room by its signalling alone, without tracks. Comes back
 * when the server puts out those who send no media, but not when removed by {@link #close}.
 */
public final class RoomGuest implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PING_SECONDS = 3;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final WebSocket socket;

  private RoomGuest(URI server, String token) {
    socket =
        HTTP.newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .buildAsync(server.resolve("/rtc?auto_subscribe=0&protocol=9"), new Deaf())
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join();
    timer.scheduleWithFixedDelay(this::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
  }

  /** With a token that somebody was given. */
  public static RoomGuest join(URI server, String token) {
    return new RoomGuest(server, token);
  }

  /** A person, with a token made of the server's own key. */
  public static RoomGuest person(LiveKitServer server, String room, String identity) {
    return join(server.url(), token(server, room, identity, Map.of()));
  }

  /** A token for the avatar of an agent, as the agent's plugin makes it. */
  public static String avatarToken(
      LiveKitServer server, String room, String identity, String agent) {
    var plain = token(server, room, identity, Map.of("lk.publish_on_behalf", agent));
    var signed = JWT.create();
    JWT.decode(plain)
        .getClaims()
        .forEach((name, claim) -> signed.withPayload(Map.of(name, claim.as(Object.class))));
    return signed.withClaim("kind", "agent").sign(Algorithm.HMAC256(server.secret()));
  }

  /** A token for the room. */
  public static String token(
      LiveKitServer server, String room, String identity, Map<String, String> attributes) {
    var token = new AccessToken(server.key(), server.secret());
    token.setIdentity(identity);
    token.getAttributes().putAll(attributes);
    token.addGrants(new RoomJoin(true), new RoomName(room));
    return token.toJwt();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    socket.abort();
  }

  public boolean isConnected() {
    return !socket.isInputClosed();
  }

  private void ping() {
    var request =
        SignalRequest.newBuilder()
            .setPingReq(Ping.newBuilder().setTimestamp(System.currentTimeMillis()))
            .build();
    socket.sendBinary(ByteBuffer.wrap(request.toByteArray()), true);
  }

  /** Reads all and hears nothing. */
  private static final class Deaf implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      socket.request(1);
      return null;
    }
  }
}
