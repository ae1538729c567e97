package dev.avataroperator.rtc;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import java.time.Clock;

/** The API of a LiveKit server. */
record LiveKitRoomServer(String apiUrl, String apiKey, SecretText apiSecret, String caBundle)
    implements RoomServer {

  @Override
  public String key() {
    return apiUrl
        + " "
        + Sha256.hex(String.join("\n", apiKey, apiSecret.reveal(), String.valueOf(caBundle)));
  }

  @Override
  public String seat(String room, String identity) {
    return LiveKitVendor.seat(room, identity);
  }

  @Override
  public RoomAccess open(Clock clock) throws RoomException {
    return LiveKitRooms.open(this, clock);
  }

  @Override
  public RoomNews news() {
    return new LiveKitNews(apiKey, apiSecret);
  }

  /** Without the hash of the keys. */
  @Override
  public String toString() {
    return apiUrl;
  }
}
