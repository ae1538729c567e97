package dev.avataroperator.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.livekit.server.AgentDispatchServiceClient;
import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import livekit.LivekitAgentDispatch.AgentDispatch;

/** The agents that wait in a room of a LiveKit server, or have come. */
public final class Dispatched {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AgentDispatchServiceClient dispatches;
  private final RoomServiceClient rooms;
  private final String room;

  public Dispatched(LiveKitServer server, String room) {
    var url = server.httpUrl().toString();
    dispatches = AgentDispatchServiceClient.createClient(url, server.key(), server.secret());
    rooms = RoomServiceClient.createClient(url, server.key(), server.secret());
    this.room = room;
  }

  /** Those that were asked for by name; LiveKit has one of its own in each room. */
  public List<AgentDispatch> all() {
    try {
      if (rooms.listRooms(List.of(room)).execute().body().isEmpty()) {
        return List.of();
      }
      return dispatches.listDispatch(room).execute().body().stream()
          .filter(dispatch -> !dispatch.getAgentName().isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public AgentDispatch only() {
    var all = all();
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " dispatches");
    }
    return all.get(0);
  }

  /** What the agent is told. */
  public JsonNode told() {
    try {
      return JSON.readTree(only().getMetadata());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** As somebody else would. */
  public void delete(String id) {
    try {
      dispatches.deleteDispatch(room, id).execute();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
