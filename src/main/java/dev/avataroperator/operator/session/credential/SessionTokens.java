package dev.avataroperator.operator.session.credential;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.Ledger;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.RenewalPlan;
import dev.avataroperator.operator.OperatorSettings;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The single-use session tokens of one epoch: two before the first connect, then one spare. Kept
 * are the two newest; a token that is used or due is followed by another one.
 */
public final class SessionTokens {
  public static final List<String> KEYS = List.of("session-token", "session-token-spare");
  private static final int KEPT = KEYS.size();

  private final TimedMinter minter;
  private final RenewalPlan renewals;
  private final Duration life;

  public SessionTokens(TimedMinter minter, RenewalPlan renewals, OperatorSettings settings) {
    this.minter = minter;
    this.renewals = renewals;
    this.life = settings.sessionTokenLife();
  }

  /** What is to stand in the Secret, given what stands there for this epoch. */
  List<Credential> keep(
      Turn turn, Accepted accepted, StreamPlan plan, Ledger ledger, List<Credential> held)
      throws MintException {
    var used = plan.usedGenerations();
    var good =
        held.stream()
            .filter(token -> !used.contains(token.generation()) && !token.isDue(turn.now()))
            .count();
    var generation = newest(turn, ledger);
    var tokens = new ArrayList<>(held);
    var needed = used.isEmpty() || plan.waitsForToken() ? 2 : 1;
    for (; good < needed || tokens.size() < KEPT; good++) {
      tokens.add(mint(turn, accepted, ++generation));
    }
    return List.copyOf(tokens.subList(Math.max(0, tokens.size() - KEPT), tokens.size()));
  }

  /** Generations never repeat in a session's life, also when its Secret was deleted. */
  private static long newest(Turn turn, Ledger ledger) {
    var inStatus =
        turn.stored().map(AvatarSessionStatus::credentials).orElse(List.of()).stream()
            .filter(credential -> KEYS.contains(credential.name()))
            .mapToLong(AvatarSessionStatus.CredentialStatus::generation)
            .max()
            .orElse(0);
    return Math.max(inStatus, ledger.newestGeneration(KEYS));
  }

  private Credential mint(Turn turn, Accepted accepted, long generation) throws MintException {
    var from = turn.issueTime();
    var until = from.plus(life);
    var token = minter.mint(turn.uid(), accepted.console(), until);
    return new Credential(token, generation, from, until, renewals.renewAt(from, until));
  }
}
