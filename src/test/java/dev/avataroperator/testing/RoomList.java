package dev.avataroperator.testing;

import io.livekit.server.RoomServiceClient;
import java.io.IOException;
import java.util.List;
import livekit.LivekitModels.ParticipantInfo;

/** Who is in a real room, asked and done without the operator's code. */
public final class RoomList {
  private RoomList() {}

  public static List<String> of(LiveKitServer server, String room) {
    return participants(server, room).stream().map(ParticipantInfo::getIdentity).toList();
  }

  /** Everybody's stay (sid). */
  public static List<String> sids(LiveKitServer server, String room) {
    return participants(server, room).stream().map(ParticipantInfo::getSid).toList();
  }

  private static List<ParticipantInfo> participants(LiveKitServer server, String room) {
    try {
      var listed = rooms(server).listParticipants(room).execute().body();
      return listed == null ? List.of() : listed;
    } catch (IOException e) {
      throw new AssertionError("LiveKit doesn't answer", e);
    }
  }

  /** Has somebody leave, as whoever runs the room may. */
  public static void remove(LiveKitServer server, String room, String identity) {
    try {
      rooms(server).removeParticipant(room, identity).execute();
    } catch (IOException e) {
      throw new AssertionError("LiveKit doesn't answer", e);
    }
  }

  /** Ends the room for everybody, as whoever runs it may. */
  public static void delete(LiveKitServer server, String room) {
    try {
      rooms(server).deleteRoom(room).execute();
    } catch (IOException e) {
      throw new AssertionError("LiveKit doesn't answer", e);
    }
  }

  private static RoomServiceClient rooms(LiveKitServer server) {
    return RoomServiceClient.createClient(server.httpUrl() + "/", server.key(), server.secret());
  }
}
