package dev.avataroperator.operator.rooms;

import dev.avataroperator.rtc.RoomServer;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** A room at a server; {@code provider} is the resource that names the server. */
public record RoomAddress(RoomServer server, String room, HasMetadata provider) {

  /** Equal for all sessions in the room. */
  String key() {
    return server.key() + "\n" + room;
  }
}
