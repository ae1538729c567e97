package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.MintGate;
import dev.avataroperator.credential.RenewalPlan;
import dev.avataroperator.credential.TokenExpiry;
import dev.avataroperator.credential.TokenStock;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.OperatorSettings;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The single-use session tokens of one epoch: two before the first connect, then one spare beside
 * the one in use.
 */
public final class SessionTokens {
  public static final List<String> KEYS = List.of("session-token", "session-token-spare");

  private final TimedMinter minter;
  private final RenewalPlan renewals;
  private final Duration life;
  private final MintGate gate;

  public SessionTokens(
      TimedMinter minter, RenewalPlan renewals, OperatorSettings settings, MintGate gate) {
    this.minter = minter;
    this.renewals = renewals;
    this.life = settings.sessionTokenLife();
    this.gate = gate;
  }

  void forget(String uid) {
    gate.succeeded(uid);
  }

  /** What is to stand in the Secret, given what stands there for this epoch. */
  TokenStock refill(
      Turn turn, Accepted accepted, StreamPlan plan, EgressSecret stands, boolean anew) {
    if (plan.isParked()) {
      return new TokenStock(List.of(), Optional.empty());
    }
    var unused = plan.usedGenerations().isEmpty() || plan.waitsForToken() ? 2 : 1;
    var demand = new TokenStock.Demand(plan.usedGenerations(), unused, anew, turn.now());
    var tried = tried(turn, accepted);
    var shut = gate.whyShut(turn.uid(), tried, turn.now());
    var held = stands.sessionTokens();
    if (shut.isPresent()) {
      gate.opensAt(turn.uid()).ifPresent(turn::again);
      return TokenStock.unfilled(held, demand, shut.get());
    }
    var newest = Generations.newest(turn, stands.ledger(), KEYS, KEYS);
    var stock = TokenStock.refill(held, demand, newest, number -> mint(turn, accepted, number));
    stock
        .problem()
        .ifPresentOrElse(
            why -> gate.failed(turn.uid(), tried, turn.now(), why),
            () -> gate.succeeded(turn.uid()));
    gate.opensAt(turn.uid()).ifPresent(turn::again);
    return stock;
  }

  /** Changes with whatever could make a refusal pass; a rotation asked for tries in any case. */
  private static String tried(Turn turn, Accepted accepted) {
    var annotations = turn.session().getMetadata().getAnnotations();
    return String.join(
        "\n",
        accepted.console().dialect().name(),
        accepted.console().consoleUrl().toString(),
        accepted.console().keyVersion(),
        accepted.service().appId(),
        turn.session().getSpec().avatar().id(),
        annotations == null ? "" : annotations.getOrDefault(Names.ROTATE, ""));
  }

  private Credential mint(Turn turn, Accepted accepted, long generation) throws MintException {
    var from = turn.issueTime();
    var asked = from.plus(life);
    var token = minter.mint(turn.uid(), accepted.console(), asked);
    return renewals.issue(token, generation, from, TokenExpiry.of(token, asked));
  }
}
