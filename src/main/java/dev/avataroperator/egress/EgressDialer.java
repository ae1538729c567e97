package dev.avataroperator.egress;

import dev.avataroperator.credential.SecretText;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Opens driving sessions; the port that hides the WebSocket library. */
public interface EgressDialer {

  /**
   * Dials, upgrades, sends the configuration and awaits the confirm, within one deadline. Fails
   * with {@link EgressException}. Must be called on a Vert.x context, which then owns the
   * connection.
   */
  Future<Confirmed> dial(EgressTarget target, SecretText sessionToken, EgressListener listener);

  /**
   * @param connect dial to upgraded
   * @param confirm configuration sent to confirm received
   */
  record Confirmed(
      EgressConnection connection,
      String connectionId,
      List<String> capabilities,
      Duration connect,
      Duration confirm) {}
}
