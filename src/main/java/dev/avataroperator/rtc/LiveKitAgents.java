package dev.avataroperator.rtc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.avataroperator.credential.SecretText;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import livekit.LivekitAgentDispatch.AgentDispatch;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Response;

/** LiveKit's agents: a dispatch waits in its room for a worker that is registered by the name. */
final class LiveKitAgents implements AgentDispatcher {
  private static final int NOT_FOUND = 404;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int MOST_DETAIL = 200;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(3)).followRedirects(false).build();

  private final AgentDispatchServiceClient dispatches;
  private final RoomServiceClient rooms;

  LiveKitAgents(String apiUrl, String apiKey, SecretText apiSecret) {
    var base = LiveKitRooms.base(apiUrl);
    dispatches =
        AgentDispatchServiceClient.createClient(base, apiKey, apiSecret.reveal(), () -> HTTP);
    rooms = RoomServiceClient.createClient(base, apiKey, apiSecret.reveal(), () -> HTTP);
  }

  @Override
  public String ensure(Order order) throws RtcCallException {
    String standing = null;
    for (var dispatch : ours(order.seat())) {
      if (standing == null && isOf(order, dispatch)) {
        standing = dispatch.getId();
      } else {
        takeBack(order.seat().room(), dispatch);
      }
    }
    return standing != null ? standing : create(order);
  }

  @Override
  public void recall(AvatarSeat seat) throws RtcCallException {
    var room = seat.room();
    for (var dispatch : ours(seat)) {
      takeBack(room, dispatch);
    }
    remove(room, seat.identity());
  }

  /** The room is made if need be: a dispatch can't wait without one. */
  private String create(Order order) throws RtcCallException {
    var call =
        dispatches.createDispatch(
            order.seat().room(), order.agentName(), order.metadata().reveal());
    return made(call).getId();
  }

  /** A room that doesn't exist has none, and can't be asked. */
  private List<AgentDispatch> ours(AvatarSeat seat) throws RtcCallException {
    if (made(rooms.listRooms(List.of(seat.room()))).isEmpty()) {
      return List.of();
    }
    var ours = new ArrayList<AgentDispatch>();
    for (var dispatch : made(dispatches.listDispatch(seat.room()))) {
      if (seat.identity().equals(identity(dispatch.getMetadata()))) {
        ours.add(dispatch);
      }
    }
    return ours;
  }

  private static boolean isOf(Order order, AgentDispatch dispatch) {
    return dispatch.getAgentName().equals(order.agentName())
        && dispatch.getMetadata().equals(order.metadata().reveal());
  }

  private static String identity(String metadata) {
    try {
      return JSON.readTree(metadata).path("identity").asText("");
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** Its jobs end with it; an agent that doesn't leave by itself is removed. */
  private void takeBack(String room, AgentDispatch dispatch) throws RtcCallException {
    gone(dispatches.deleteDispatch(room, dispatch.getId()));
    for (var job : dispatch.getState().getJobsList()) {
      remove(room, job.getState().getParticipantIdentity());
    }
  }

  private void remove(String room, String identity) throws RtcCallException {
    if (!identity.isEmpty()) {
      gone(rooms.removeParticipant(room, identity));
    }
  }

  /** Who or what isn't there needn't be removed. */
  private static void gone(Call<?> call) throws RtcCallException {
    try {
      var response = call.execute();
      if (!response.isSuccessful() && response.code() != NOT_FOUND) {
        throw refused(response);
      }
    } catch (IOException e) {
      throw unreachable(e);
    } catch (RuntimeException e) {
      throw notLiveKit();
    }
  }

  private static <T> T made(Call<T> call) throws RtcCallException {
    try {
      var response = call.execute();
      if (!response.isSuccessful() || response.body() == null) {
        throw refused(response);
      }
      return response.body();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (RuntimeException e) {
      throw notLiveKit();
    }
  }

  /** An answer of another kind is told as such by the converter, with an unchecked exception. */
  private static RtcCallException notLiveKit() {
    return new RtcCallException("What answers at LiveKit's API isn't LiveKit: check the URL.");
  }

  private static RtcCallException refused(Response<?> response) throws IOException {
    var status = response.code();
    var body = response.errorBody() == null ? "" : response.errorBody().string();
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      var date = response.headers().get("Date");
      return new RtcCallException("LiveKit's API " + LiveKitRefusal.of(body, date, Instant.now()));
    }
    var detail = body.replaceAll("\\p{Cntrl}", " ").strip();
    var cut = detail.length() > MOST_DETAIL ? detail.substring(0, MOST_DETAIL) : detail;
    return new RtcCallException("LiveKit answered " + status + ": " + cut);
  }

  private static RtcCallException unreachable(IOException e) {
    return new RtcCallException("LiveKit's API can't be reached: " + e.getMessage());
  }
}
