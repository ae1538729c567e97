package dev.avataroperator.operator.session.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.AgentDispatcher.Order;
import dev.avataroperator.rtc.AvatarSeat;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What an agent is told with its dispatch: the same input gives the same text. */
final class DispatchOrder {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> TOLD =
      Set.of("app-id", "avatar-id", "console-url", "broker-key", "ingress-url");

  private DispatchOrder() {}

  /** Whether the Secret holds all that an agent is told. */
  static boolean isComplete(Secret secret) {
    return secret.getData() != null && secret.getData().keySet().containsAll(TOLD);
  }

  /**
   * @param secret what stands in the session's {@code -egress} Secret
   */
  static Order of(Turn turn, AvatarSeat seat, Map<String, SecretText> secret) {
    var agent = turn.session().getSpec().driver().agent();
    var told = new LinkedHashMap<String, String>();
    told.put("room", seat.room());
    told.put("identity", seat.identity());
    told.put("appId", secret.get("app-id").reveal());
    told.put("avatarId", secret.get("avatar-id").reveal());
    told.put("consoleUrl", secret.get("console-url").reveal());
    told.put("apiKey", secret.get("broker-key").reveal());
    told.put("ingressUrl", secret.get("ingress-url").reveal());
    if (agent.metadata() != null) {
      told.put("metadata", agent.metadata());
    }
    try {
      return new Order(seat, agent.agentName(), SecretText.of(JSON.writeValueAsString(told)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
