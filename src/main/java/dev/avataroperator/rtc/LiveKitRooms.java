package dev.avataroperator.rtc;

import dev.avataroperator.credential.TrustedBundle;
import dev.avataroperator.net.ConnectProblem;
import dev.avataroperator.rtc.RoomException.Kind;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import livekit.LivekitModels.Room;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Response;

/** LiveKit's RoomService, each call with a deadline that covers all of it. */
final class LiveKitRooms implements RoomAccess {
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final int NOT_FOUND = 404;

  private final String apiUrl;
  private final OkHttpClient http;
  private final RoomServiceClient rooms;

  private LiveKitRooms(LiveKitRoomServer server, OkHttpClient http) {
    this.apiUrl = server.apiUrl();
    this.http = http;
    this.rooms =
        RoomServiceClient.createClient(
            base(server.apiUrl()), server.apiKey(), server.apiSecret().reveal(), () -> http);
  }

  static LiveKitRooms open(LiveKitRoomServer server) throws RoomException {
    var http = new OkHttpClient.Builder().callTimeout(DEADLINE).followRedirects(false);
    try {
      if (server.caBundle() != null) {
        var trust = TrustedBundle.trust(server.caBundle());
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        http.sslSocketFactory(context.getSocketFactory(), trust);
      }
      return new LiveKitRooms(server, http.build());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new RoomException(Kind.UNAUTHORIZED, "caBundleSecretRef: " + e.getMessage());
    }
  }

  /** The API has the host of the URL that clients connect to. */
  static String apiUrl(String url) {
    return url.replaceFirst("^ws", "http");
  }

  /** As its client wants it. */
  static String base(String url) {
    return url.endsWith("/") ? url : url + "/";
  }

  @Override
  public List<Participant> list(String room) throws RoomException {
    var listed = call(rooms.listParticipants(room)).body();
    return listed == null ? List.of() : LiveKitParticipants.read(listed);
  }

  @Override
  public List<String> names() throws RoomException {
    var listed = call(rooms.listRooms()).body();
    return listed == null ? List.of() : listed.stream().map(Room::getName).toList();
  }

  @Override
  public void remove(String room, String identity) throws RoomException {
    call(rooms.removeParticipant(room, identity));
  }

  /** Asks for a room that isn't there: an answer needs the right to list and is short. */
  @Override
  public void check() throws RoomException {
    call(rooms.listRooms(List.of("avatar-operator.dev/check")));
  }

  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  /** What isn't there is answered without a body. */
  private <T> Response<T> call(Call<T> call) throws RoomException {
    try {
      var response = call.execute();
      var status = response.code();
      if (response.isSuccessful() || status == NOT_FOUND && isTwirp(response)) {
        return response;
      }
      throw status == 401 || status == 403 ? refused(response) : unexpected(status);
    } catch (InterruptedIOException e) {
      throw new RoomException(
          Kind.UNREACHABLE, at() + " doesn't answer within " + DEADLINE.toSeconds() + " s.");
    } catch (IOException e) {
      var why = ConnectProblem.of(e, "caBundleSecretRef");
      throw new RoomException(Kind.UNREACHABLE, at() + " can't be reached: " + why + ".");
    } catch (RuntimeException e) {
      throw new RoomException(
          Kind.UNREACHABLE, at() + " answered what isn't LiveKit: check the URL.");
    }
  }

  /** LiveKit's own 404 has a JSON body; another server's has a page. */
  private static boolean isTwirp(Response<?> response) throws IOException {
    var body = response.errorBody();
    return body != null && body.string().contains("\"not_found\"");
  }

  private RoomException refused(Response<?> response) throws IOException {
    var body = response.errorBody();
    var answer = body == null ? "" : body.string();
    var why = LiveKitRefusal.of(answer, response.headers().get("Date"), Instant.now());
    return new RoomException(Kind.UNAUTHORIZED, at() + " " + why);
  }

  private RoomException unexpected(int status) {
    return new RoomException(
        Kind.UNREACHABLE,
        at() + " answered " + status + ": check the URL, and that LiveKit runs there.");
  }

  private String at() {
    return "LiveKit's API at " + URI.create(apiUrl).getAuthority();
  }
}
