package dev.avataroperator.egress;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import java.net.URI;

/**
 * Where one driving session goes: {@code <ingress>/websocket?id=<avatarId>} with the app id in a
 * header, the configuration that is the first message, and PEM certificates to trust instead of the
 * public ones, or null.
 */
public record EgressTarget(
    Dialect dialect,
    URI ingress,
    String appId,
    String avatarId,
    ClientConfigureSession configure,
    String caBundle) {

  /** The configuration holds an RTC token, so it isn't printed. */
  @Override
  public String toString() {
    return "EgressTarget[" + ingress + ", " + appId + ", " + avatarId + "]";
  }
}
