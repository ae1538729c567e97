package dev.avataroperator.rtc;

import dev.avataroperator.rtc.RoomException.Kind;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import livekit.LivekitModels.Room;
import retrofit2.Call;
import retrofit2.Response;

/** LiveKit's RoomService, each call with a deadline that covers all of it. */
final class LiveKitRooms implements RoomAccess {
  private static final int NOT_FOUND = 404;

  private final LiveKitCalls calls;
  private final RoomServiceClient rooms;

  private LiveKitRooms(LiveKitCalls calls) {
    this.calls = calls;
    this.rooms = calls.rooms();
  }

  static LiveKitRooms open(LiveKitRoomServer server, Clock clock) throws RoomException {
    try {
      return new LiveKitRooms(LiveKitCalls.keptOpen(server, clock));
    } catch (IllegalArgumentException e) {
      throw new RoomException(Kind.UNAUTHORIZED, "caBundleSecretRef: " + e.getMessage());
    }
  }

  /** The API has the host of the URL that clients connect to. */
  static String apiUrl(String url) {
    return url.replaceFirst("^ws", "http");
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
    calls.closeConnections();
  }

  /** What isn't there is answered without a body. */
  private <T> Response<T> call(Call<T> call) throws RoomException {
    try {
      var response = call.execute();
      var status = response.code();
      if (response.isSuccessful() || status == NOT_FOUND && isTwirp(response)) {
        return response;
      }
      throw LiveKitCalls.isRefusal(status)
          ? new RoomException(Kind.UNAUTHORIZED, calls.refused(response))
          : unexpected(status);
    } catch (IOException e) {
      throw new RoomException(Kind.UNREACHABLE, calls.unreachable(e));
    } catch (RuntimeException e) {
      throw new RoomException(Kind.UNREACHABLE, calls.notLiveKit());
    }
  }

  /** LiveKit's own 404 has a JSON body; another server's has a page. */
  private static boolean isTwirp(Response<?> response) throws IOException {
    var body = response.errorBody();
    return body != null && body.string().contains("\"not_found\"");
  }

  private RoomException unexpected(int status) {
    return new RoomException(
        Kind.UNREACHABLE,
        calls.at() + " answered " + status + ": check the URL, and that LiveKit runs there.");
  }
}
