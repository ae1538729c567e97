package dev.avataroperator.operator.session.credential;

import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The {@code -egress} Secret of a session that a LiveKit agent drives: whom to ask for session
 * tokens, and with which key. The avatar's token for the room is the agent's own to mint.
 */
final class AgentCredentials {
  private final OwnSecrets secrets;
  private final BrokerKeys brokerKeys;

  AgentCredentials(OwnSecrets secrets, BrokerKeys brokerKeys) {
    this.secrets = secrets;
    this.brokerKeys = brokerKeys;
  }

  EgressCredentials.Minted ensure(Turn turn, Accepted accepted, StreamPlan plan, Rotation rotation)
      throws UnwritableSecretException {
    var name = EgressCredentials.name(turn);
    var stands = EgressSecret.read(secrets.find(turn, name), plan.epoch());
    secrets.requireFree(turn, name);
    var kept =
        brokerKeys.keep(turn, accepted, stands, rotation.isDue(stands.ofEpoch())).orElseThrow();
    var data = new HashMap<>(EgressCredentials.common(turn, accepted));
    data.putAll(kept.data());
    var annotations = new HashMap<>(rotation.mark());
    annotations.putAll(kept.annotations());
    annotations.put(Names.EPOCH, Long.toString(plan.epoch()));
    annotations.put(Names.STREAM, EffectiveSession.of(turn.session()).streamVersion());
    annotations.put(Names.LEDGER, stands.ledger().put(BrokerKeys.KEY, kept.key()).write());
    secrets.write(turn, new SecretDraft(name, "egress", data, annotations));
    return new EgressCredentials.Minted(
        Optional.empty(), List.of(), Optional.of(kept.key()), 0, Optional.empty(), true, List.of());
  }
}
