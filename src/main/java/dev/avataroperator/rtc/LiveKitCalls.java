package dev.avataroperator.rtc;

import dev.avataroperator.credential.TrustedBundle;
import dev.avataroperator.net.ConnectProblem;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import retrofit2.Response;

/** Calls to the API of a LiveKit server, and why one failed, for people. */
final class LiveKitCalls {
  /** Covers all of a call. */
  static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final int MOST_TRUSTING = 64;
  private static final OkHttpClient PUBLIC =
      new OkHttpClient.Builder().callTimeout(DEADLINE).followRedirects(false).build();

  /** By bundle; all have their connections from one pool, so that one can be dropped. */
  private static final Map<String, OkHttpClient> TRUSTING = new LinkedHashMap<>(16, 0.75f, true);

  private final LiveKitRoomServer server;
  private final OkHttpClient http;
  private final Clock clock;

  private LiveKitCalls(LiveKitRoomServer server, OkHttpClient http, Clock clock) {
    this.server = server;
    this.http = http;
    this.clock = clock;
  }

  /**
   * Needn't be closed, and may be made for each call. Throws IllegalArgumentException with what to
   * write instead when the CA bundle can't be read.
   */
  static LiveKitCalls to(LiveKitRoomServer server, Clock clock) {
    return new LiveKitCalls(server, client(server.caBundle()), clock);
  }

  /** With connections of their own until they are closed; refuses as {@link #to}. */
  static LiveKitCalls keptOpen(LiveKitRoomServer server, Clock clock) {
    var http = client(server.caBundle()).newBuilder().connectionPool(new ConnectionPool()).build();
    return new LiveKitCalls(server, http, clock);
  }

  void closeConnections() {
    http.connectionPool().evictAll();
  }

  RoomServiceClient rooms() {
    return RoomServiceClient.createClient(
        base(), server.apiKey(), server.apiSecret().reveal(), () -> http);
  }

  AgentDispatchServiceClient dispatches() {
    return AgentDispatchServiceClient.createClient(
        base(), server.apiKey(), server.apiSecret().reveal(), () -> http);
  }

  static boolean isRefusal(int status) {
    return status == 401 || status == 403;
  }

  String refused(Response<?> response) throws IOException {
    var body = response.errorBody();
    var answer = body == null ? "" : body.string();
    var date = response.headers().get("Date");
    return at() + " " + LiveKitRefusal.of(answer, date, clock.instant());
  }

  String unreachable(IOException e) {
    return e instanceof InterruptedIOException
        ? at() + " doesn't answer within " + DEADLINE.toSeconds() + " s."
        : at() + " can't be reached: " + ConnectProblem.of(e, "caBundleSecretRef") + ".";
  }

  /** An answer of another kind is told as such by the converter, with an unchecked exception. */
  String notLiveKit() {
    return at() + " answered what isn't LiveKit: check the URL.";
  }

  String at() {
    return "LiveKit's API at " + URI.create(server.apiUrl()).getAuthority();
  }

  /** As LiveKit's client wants it. */
  private String base() {
    var url = server.apiUrl();
    return url.endsWith("/") ? url : url + "/";
  }

  private static OkHttpClient client(String caBundle) {
    if (caBundle == null) {
      return PUBLIC;
    }
    synchronized (TRUSTING) {
      var known = TRUSTING.get(caBundle);
      if (known != null) {
        return known;
      }
      var factory = TrustedBundle.context(caBundle).getSocketFactory();
      var made =
          PUBLIC.newBuilder().sslSocketFactory(factory, TrustedBundle.trust(caBundle)).build();
      TRUSTING.put(caBundle, made);
      if (TRUSTING.size() > MOST_TRUSTING) {
        TRUSTING.remove(TRUSTING.keySet().iterator().next());
      }
      return made;
    }
  }
}
