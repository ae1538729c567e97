package dev.avataroperator.egress;

import dev.avataroperator.credential.SecretText;
import java.time.Duration;

/** Opens driving sessions; the port that hides the WebSocket library. */
public interface EgressDialer {

  /**
   * Dials, upgrades, sends the configuration and awaits the confirm, within one deadline. Must be
   * called on a Vert.x event-loop context, which then owns the connection.
   */
  EgressDial dial(EgressTarget target, SecretText sessionToken, EgressListener listener);

  /**
   * @param connect dial to upgraded
   * @param confirm configuration sent to confirm received
   */
  record Confirmed(
      EgressConnection connection,
      String connectionId,
      Capabilities capabilities,
      Duration connect,
      Duration confirm) {}
}
