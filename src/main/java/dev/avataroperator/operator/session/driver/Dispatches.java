package dev.avataroperator.operator.session.driver;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.credential.OwnSecrets;
import dev.avataroperator.operator.session.room.RtcAccounts;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.AgentDispatcher.Order;
import dev.avataroperator.rtc.RtcCallException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The agents that are sent to rooms. That one was is noted on the session's Secret; every half
 * minute it is looked whether the dispatch still stands, since it goes with its room.
 */
public final class Dispatches {
  private static final Logger LOG = Logger.getLogger(Dispatches.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final OwnSecrets secrets;
  private final RtcAccounts accounts;
  private final Attempts attempts;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(Order order, Instant at) {}

  public Dispatches(OwnSecrets secrets, RtcAccounts accounts, Backoff backoff) {
    this.secrets = secrets;
    this.accounts = accounts;
    this.attempts = new Attempts(backoff);
  }

  public void forget(String uid) {
    seen.remove(uid);
    attempts.succeeded(uid);
  }

  /** Makes the dispatch stand as the Secret says; answers why it doesn't. */
  Optional<String> ensure(Turn turn, Accepted accepted) {
    var secret = secrets.find(turn, EgressCredentials.name(turn)).orElseThrow();
    var order = DispatchOrder.of(turn, accepted.seat(), SecretData.read(secret));
    var last = seen.get(turn.uid());
    if (last != null
        && last.order().equals(order)
        && turn.now().isBefore(last.at().plus(INTERVAL))) {
      turn.again(last.at().plus(INTERVAL));
      return Optional.empty();
    }
    try {
      var id = accepted.rtc().agents().orElseThrow().ensure(order);
      if (!id.equals(EgressCredentials.annotation(secret, Names.DISPATCH))) {
        LOG.infof("%s: agent %s is dispatched as %s", turn.label(), order.agentName(), id);
        secrets.annotate(turn, EgressCredentials.name(turn), Names.DISPATCH, id);
      }
      seen.put(turn.uid(), new Seen(order, turn.now()));
      attempts.succeeded(turn.uid());
      turn.again(INTERVAL);
      return Optional.empty();
    } catch (RtcCallException e) {
      turn.again(attempts.failed(turn.uid(), turn.now()));
      return Optional.of(e.getMessage());
    }
  }

  /** Takes back what was sent, and removes who came; answers why that couldn't be. */
  Optional<String> takeBack(Turn turn) {
    var secret = secrets.find(turn, EgressCredentials.name(turn));
    if (secret.isEmpty() || (!isAgents(turn) && !isNoted(turn))) {
      return Optional.empty();
    }
    var account = accounts.of(turn.session());
    var agents = account.flatMap(found -> found.agents());
    if (agents.isEmpty()) {
      return Optional.empty();
    }
    var rtc = turn.session().getSpec().rtc();
    var seat = account.get().seat(rtc, References.defaultIdentity(turn.uid()), Map.of());
    try {
      if (seat.isPresent()) {
        agents.get().recall(seat.get());
      }
      seen.remove(turn.uid());
      return Optional.empty();
    } catch (RtcCallException e) {
      return Optional.of("The agent couldn't be called back. " + e.getMessage());
    }
  }

  /** Whether an agent was sent that another driver has replaced. */
  boolean isLeftOver(Turn turn) {
    return !isAgents(turn) && isNoted(turn);
  }

  /** What {@link #isLeftOver} tells of is gone. */
  void forgetNote(Turn turn) {
    secrets.annotate(turn, EgressCredentials.name(turn), Names.DISPATCH, null);
  }

  private static boolean isAgents(Turn turn) {
    return DrivenBy.of(turn.session()) == DrivenBy.AGENT;
  }

  private boolean isNoted(Turn turn) {
    return secrets
        .find(turn, EgressCredentials.name(turn))
        .map(secret -> EgressCredentials.annotation(secret, Names.DISPATCH))
        .isPresent();
  }
}
