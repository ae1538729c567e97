package dev.avataroperator.gateway;

import dev.avataroperator.rtc.RoomNews;
import java.util.Optional;

/** Whom to believe what about rooms, and whom to tell; must not block. */
public interface RoomDoor {

  /** Reads the messages of an RtcProvider's server; empty where there is no such provider. */
  Optional<RoomNews> news(String namespace, String provider);

  /** Something happened in a room of it. */
  void happened(String namespace, String provider, String room);
}
