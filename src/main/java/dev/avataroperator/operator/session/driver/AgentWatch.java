package dev.avataroperator.operator.session.driver;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.credential.OwnSecrets;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.AgentDispatcher;
import dev.avataroperator.rtc.AgentDispatcher.Order;
import dev.avataroperator.rtc.RtcCallException;
import dev.avataroperator.status.ConditionType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Sends agents to rooms and looks after them: whether the dispatch still stands, since it goes with
 * its room, whether a worker took it, since it is offered only once, and whether the agent is
 * there.
 */
public final class AgentWatch {
  private static final Logger LOG = Logger.getLogger(AgentWatch.class);
  private static final Duration STEADY = Duration.ofSeconds(30);
  private static final Duration UNSETTLED = Duration.ofSeconds(10);

  private final OwnSecrets secrets;
  private final Attempts attempts;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(Order order, AgentStay stay, Instant next) {}

  /**
   * How it stands with the agent.
   *
   * @param message for people
   */
  record Finding(Kind kind, String message) {
    enum Kind {
      SENT,
      NOT_SENT,
      LOST
    }
  }

  public AgentWatch(OwnSecrets secrets, Backoff backoff) {
    this.secrets = secrets;
    this.attempts = new Attempts(backoff);
  }

  void forget(String uid) {
    seen.remove(uid);
    attempts.succeeded(uid);
  }

  /** By what the dispatch is known that was seen last. */
  Optional<String> mark(String uid) {
    return Optional.ofNullable(seen.get(uid)).map(last -> last.order().mark());
  }

  /** Makes the dispatch stand as the Secret says. */
  Finding ensure(Turn turn, Accepted accepted) {
    var secret = secrets.find(turn, EgressCredentials.name(turn)).orElseThrow();
    var order = DispatchOrder.of(turn, accepted.seat(), SecretData.read(secret));
    var last = Optional.ofNullable(seen.get(turn.uid())).filter(s -> s.order().equals(order));
    if (last.isPresent() && turn.now().isBefore(last.get().next())) {
      turn.again(last.get().next());
      return sent(order, last.get().stay());
    }
    try {
      var agents = accepted.rtc().agents().orElseThrow();
      var finding = look(turn, agents, order, last.map(Seen::stay));
      attempts.succeeded(turn.uid());
      return finding;
    } catch (RtcCallException e) {
      turn.again(attempts.failed(turn.uid(), turn.now()));
      return new Finding(
          Finding.Kind.NOT_SENT,
          "Agent " + order.agentName() + " isn't dispatched yet. " + e.getMessage());
    }
  }

  private Finding look(Turn turn, AgentDispatcher agents, Order order, Optional<AgentStay> before)
      throws RtcCallException {
    var standing = agents.standing(order);
    if (standing.isEmpty()) {
      return send(turn, agents, order);
    }
    note(turn, order, standing.get().id());
    var stay = AgentStay.after(before, standing.get(), turn.now());
    if (stay.isOver(turn.now())) {
      seen.remove(turn.uid());
      return new Finding(Finding.Kind.LOST, stay.why(order.agentName()));
    }
    if (stay.isUnheard(turn.now())) {
      agents.recall(AgentStay.of(order, standing.get()));
      return send(turn, agents, order);
    }
    return remember(turn, order, stay);
  }

  private Finding send(Turn turn, AgentDispatcher agents, Order order) throws RtcCallException {
    note(turn, order, agents.send(order));
    return remember(turn, order, AgentStay.sent(turn.now()));
  }

  private Finding remember(Turn turn, Order order, AgentStay stay) {
    var isSettled = stay.isThere() && turn.conditions().holds(ConditionType.MediaPublishing);
    var next = turn.now().plus(isSettled ? STEADY : UNSETTLED);
    seen.put(turn.uid(), new Seen(order, stay, next));
    turn.again(next);
    return sent(order, stay);
  }

  private void note(Turn turn, Order order, String id) {
    var name = EgressCredentials.name(turn);
    var before =
        secrets
            .find(turn, name)
            .map(secret -> EgressCredentials.annotation(secret, Names.DISPATCH));
    if (before.filter(id::equals).isEmpty()) {
      LOG.infof("%s: agent %s is dispatched as %s", turn.label(), order.agentName(), id);
      secrets.annotate(turn, name, Names.DISPATCH, id);
    }
  }

  private static Finding sent(Order order, AgentStay stay) {
    return new Finding(Finding.Kind.SENT, stay.describe(order.agentName()));
  }
}
