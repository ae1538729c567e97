package dev.avataroperator.rtc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import livekit.LivekitAgentDispatch.AgentDispatch;
import livekit.LivekitModels.ParticipantInfo;

/**
 * LiveKit's agents. A dispatch is offered once to the workers that are registered by its name; what
 * it tells of its jobs isn't updated when they end.
 */
final class LiveKitAgents implements AgentDispatcher {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LiveKitRoomServer server;
  private final Clock clock;

  LiveKitAgents(LiveKitRoomServer server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  @Override
  public Optional<Dispatch> standing(Order order) throws RtcCallException {
    var errand = LiveKitErrand.begin(server, clock);
    var room = order.seat().room();
    AgentDispatch standing = null;
    for (var dispatch : errand.dispatches(room)) {
      if (standing == null && isOf(order, dispatch)) {
        standing = dispatch;
      } else if (isFor(order.seat(), dispatch)) {
        takeBack(errand, room, dispatch);
      }
    }
    return standing == null ? Optional.empty() : Optional.of(told(errand, room, standing));
  }

  /** The room is made if need be: a dispatch can't stand without one. */
  @Override
  public String send(Order order) throws RtcCallException {
    return LiveKitErrand.begin(server, clock).dispatch(order).getId();
  }

  @Override
  public void recall(Recall recall) throws RtcCallException {
    var errand = LiveKitErrand.begin(server, clock);
    var room = recall.seat().room();
    var gone = new HashSet<String>();
    for (var dispatch : errand.dispatches(room)) {
      if (isMeant(recall, dispatch)) {
        gone.addAll(agents(dispatch));
        takeBack(errand, room, dispatch);
      }
    }
    var present = errand.participants(room);
    for (var participant : present) {
      if (participant.getIdentity().equals(recall.seat().identity())
          && speaksForOneOf(gone, participant, recall.isSeatOurs() ? present : List.of())) {
        errand.remove(room, participant.getIdentity());
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

  private static Dispatch told(LiveKitErrand errand, String room, AgentDispatch dispatch)
      throws RtcCallException {
    var agents = agents(dispatch);
    var isThere =
        !agents.isEmpty()
            && errand.participants(room).stream()
                .anyMatch(participant -> agents.contains(participant.getIdentity()));
    return new Dispatch(dispatch.getId(), dispatch.getState().getJobsCount() > 0, isThere);
  }

  private static Set<String> agents(AgentDispatch dispatch) {
    return dispatch.getState().getJobsList().stream()
        .map(job -> job.getState().getParticipantIdentity())
        .filter(identity -> !identity.isEmpty())
        .collect(Collectors.toSet());
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
  private static void takeBack(LiveKitErrand errand, String room, AgentDispatch dispatch)
      throws RtcCallException {
    errand.delete(room, dispatch);
    for (var agent : agents(dispatch)) {
      errand.remove(room, agent);
    }
  }
}
