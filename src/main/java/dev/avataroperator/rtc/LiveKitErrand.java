package dev.avataroperator.rtc;

import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.ParticipantInfo;
import retrofit2.Call;
import retrofit2.Response;

/** The calls that one request for agents takes, with a deadline for all of them together. */
final class LiveKitErrand {
  /** Twice this is less than the end of a session may take. */
  private static final Duration DEADLINE = Duration.ofSeconds(6);

  private static final int NOT_FOUND = 404;
  private static final int MOST_DETAIL = 200;

  private final LiveKitCalls calls;
  private final AgentDispatchServiceClient dispatches;
  private final RoomServiceClient rooms;
  private final Clock clock;
  private final Instant until;

  private LiveKitErrand(LiveKitCalls calls, Clock clock) {
    this.calls = calls;
    this.dispatches = calls.dispatches();
    this.rooms = calls.rooms();
    this.clock = clock;
    this.until = clock.instant().plus(DEADLINE);
  }

  static LiveKitErrand begin(LiveKitRoomServer server, Clock clock) throws RtcCallException {
    try {
      return new LiveKitErrand(LiveKitCalls.to(server, clock), clock);
    } catch (IllegalArgumentException e) {
      throw new RtcCallException("caBundleSecretRef: " + e.getMessage());
    }
  }

  List<ParticipantInfo> participants(String room) throws RtcCallException {
    return exists(room) ? made(rooms.listParticipants(room)) : List.of();
  }

  List<AgentDispatch> dispatches(String room) throws RtcCallException {
    return exists(room) ? made(dispatches.listDispatch(room)) : List.of();
  }

  AgentDispatch dispatch(AgentDispatcher.Order order) throws RtcCallException {
    return made(
        dispatches.createDispatch(
            order.seat().room(), order.agentName(), order.metadata().reveal()));
  }

  void delete(String room, AgentDispatch dispatch) throws RtcCallException {
    gone(dispatches.deleteDispatch(room, dispatch.getId()));
  }

  void remove(String room, String identity) throws RtcCallException {
    gone(rooms.removeParticipant(room, identity));
  }

  /** Nothing can be asked of a room that doesn't exist. */
  private boolean exists(String room) throws RtcCallException {
    return !made(rooms.listRooms(List.of(room))).isEmpty();
  }

  /** Who or what isn't there needn't be removed. */
  private void gone(Call<?> call) throws RtcCallException {
    var response = answer(call);
    if (!response.isSuccessful() && response.code() != NOT_FOUND) {
      throw refused(response);
    }
  }

  private <T> T made(Call<T> call) throws RtcCallException {
    var response = answer(call);
    if (!response.isSuccessful() || response.body() == null) {
      throw refused(response);
    }
    return response.body();
  }

  private <T> Response<T> answer(Call<T> call) throws RtcCallException {
    var left = left();
    try {
      call.timeout().timeout(left.toMillis(), TimeUnit.MILLISECONDS);
      return call.execute();
    } catch (IOException e) {
      left();
      throw new RtcCallException(calls.unreachable(e));
    } catch (RuntimeException e) {
      throw new RtcCallException(calls.notLiveKit());
    }
  }

  /** For the next call. */
  private Duration left() throws RtcCallException {
    var left = Duration.between(clock.instant(), until);
    if (left.toMillis() <= 0) {
      throw new RtcCallException(
          calls.at()
              + " is slow: not all that the agent needs was done within "
              + DEADLINE.toSeconds()
              + " s.");
    }
    return left.compareTo(LiveKitCalls.DEADLINE) < 0 ? left : LiveKitCalls.DEADLINE;
  }

  private RtcCallException refused(Response<?> response) {
    try {
      var status = response.code();
      if (LiveKitCalls.isRefusal(status)) {
        return new RtcCallException(calls.refused(response));
      }
      var body = response.errorBody() == null ? "" : response.errorBody().string();
      var detail = body.replaceAll("\\p{Cntrl}", " ").strip();
      var cut = detail.length() > MOST_DETAIL ? detail.substring(0, MOST_DETAIL) : detail;
      return new RtcCallException("LiveKit answered " + status + ": " + cut);
    } catch (IOException e) {
      return new RtcCallException(calls.unreachable(e));
    }
  }
}
