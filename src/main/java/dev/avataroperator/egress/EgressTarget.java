package dev.avataroperator.egress;

import dev.avataroperator.egress.proto.ClientConfigureSession;
import java.net.URI;

/**
 * Where one driving session goes: {@code <ingress>/websocket?id=<avatarId>} with the app id in a
 * header, and the configuration that is the first message.
 */
public record EgressTarget(
    URI ingress, String appId, String avatarId, ClientConfigureSession configure) {

  /** The configuration holds an RTC token, so it isn't printed. */
  @Override
  public String toString() {
    return "EgressTarget[" + ingress + ", " + appId + ", " + avatarId + "]";
  }
}
