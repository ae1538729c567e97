package dev.avataroperator.rtc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.avataroperator.credential.SecretText;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.ParticipantInfo;
import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Response;

/**
 * LiveKit's agents. A dispatch is offered once to the workers that are registered by its name; what
 * it tells of its jobs isn't updated when they end.
 */
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
  public Optional<Dispatch> standing(Order order) throws RtcCallException {
    AgentDispatch standing = null;
    for (var dispatch : dispatches(order.seat().room())) {
      if (standing == null && isOf(order, dispatch)) {
        standing = dispatch;
      } else if (isFor(order.seat(), dispatch)) {
        takeBack(order.seat().room(), dispatch);
      }
    }
    return standing == null ? Optional.empty() : Optional.of(told(order.seat().room(), standing));
  }

  /** The room is made if need be: a dispatch can't stand without one. */
  @Override
  public String send(Order order) throws RtcCallException {
    var call =
        dispatches.createDispatch(
            order.seat().room(), order.agentName(), order.metadata().reveal());
    return made(call).getId();
  }

  @Override
  public void recall(Recall recall) throws RtcCallException {
    var room = recall.seat().room();
    var gone = new HashSet<String>();
    for (var dispatch : dispatches(room)) {
      if (isMeant(recall, dispatch)) {
        gone.addAll(agents(dispatch));
        takeBack(room, dispatch);
      }
    }
    var present = participants(room);
    for (var participant : present) {
      if (participant.getIdentity().equals(recall.seat().identity())
          && speaksForOneOf(gone, participant, recall.isSeatOurs() ? present : List.of())) {
        remove(room, participant.getIdentity());
      }
    }
  }

  private static boolean isMeant(Recall recall, AgentDispatch dispatch) {
    return recall.marks().contains(dispatch.getId())
        || recall.marks().contains(AgentDispatcher.mark(dispatch.getMetadata()))
        || (recall.isSeatOurs() && isFor(recall.seat(), dispatch));
  }

  /** For one of those who went, or, if others are told of, for nobody of them. */
  private static boolean speaksForOneOf(
      Set<String> gone, ParticipantInfo avatar, List<ParticipantInfo> others) {
    var agent = avatar.getAttributesOrDefault(LiveKitParticipants.ON_BEHALF_OF, "");
    return LiveKitParticipants.isAvatar(avatar)
        && (gone.contains(agent)
            || (!others.isEmpty()
                && others.stream().noneMatch(other -> other.getIdentity().equals(agent))));
  }

  private Dispatch told(String room, AgentDispatch dispatch) throws RtcCallException {
    var agents = agents(dispatch);
    var isThere =
        !agents.isEmpty()
            && participants(room).stream()
                .anyMatch(participant -> agents.contains(participant.getIdentity()));
    return new Dispatch(dispatch.getId(), dispatch.getState().getJobsCount() > 0, isThere);
  }

  private static Set<String> agents(AgentDispatch dispatch) {
    return dispatch.getState().getJobsList().stream()
        .map(job -> job.getState().getParticipantIdentity())
        .filter(identity -> !identity.isEmpty())
        .collect(Collectors.toSet());
  }

  private List<ParticipantInfo> participants(String room) throws RtcCallException {
    return exists(room) ? made(rooms.listParticipants(room)) : List.of();
  }

  private List<AgentDispatch> dispatches(String room) throws RtcCallException {
    return exists(room) ? made(dispatches.listDispatch(room)) : List.of();
  }

  /** Nothing can be asked of a room that doesn't exist. */
  private boolean exists(String room) throws RtcCallException {
    return !made(rooms.listRooms(List.of(room))).isEmpty();
  }

  private static boolean isFor(AvatarSeat seat, AgentDispatch dispatch) {
    return seat.identity().equals(identity(dispatch.getMetadata()));
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
    for (var agent : agents(dispatch)) {
      remove(room, agent);
    }
  }

  private void remove(String room, String identity) throws RtcCallException {
    gone(rooms.removeParticipant(room, identity));
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
