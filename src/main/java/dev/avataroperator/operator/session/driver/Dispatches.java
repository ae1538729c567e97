package dev.avataroperator.operator.session.driver;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.SecretData;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.credential.OwnSecrets;
import dev.avataroperator.operator.session.room.RtcAccounts;
import dev.avataroperator.operator.session.source.References;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.rtc.AgentDispatcher;
import dev.avataroperator.rtc.AgentDispatcher.Recall;
import dev.avataroperator.rtc.AvatarSeat;
import dev.avataroperator.rtc.RtcCallException;
import io.fabric8.kubernetes.api.model.Secret;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * The end of agents that were sent to rooms. That one was is noted on the session's Secret, and
 * stays noted there, without any credentials, until the agent is called back.
 */
public final class Dispatches {
  private static final Logger LOG = Logger.getLogger(Dispatches.class);

  private final OwnSecrets secrets;
  private final RtcAccounts accounts;
  private final AgentWatch watch;
  private final OwedRecalls owed;

  private record Place(AgentDispatcher agents, AvatarSeat seat) {}

  /** With a thread of its own for those that are owed. */
  public static Dispatches of(
      OwnSecrets secrets, RtcAccounts accounts, Backoff backoff, Clock clock) {
    var timer = Executors.newSingleThreadScheduledExecutor(Dispatches::thread);
    return new Dispatches(
        secrets,
        accounts,
        new AgentWatch(secrets, backoff),
        new OwedRecalls(timer, backoff, clock));
  }

  Dispatches(OwnSecrets secrets, RtcAccounts accounts, AgentWatch watch, OwedRecalls owed) {
    this.secrets = secrets;
    this.accounts = accounts;
    this.watch = watch;
    this.owed = owed;
  }

  public void forget(String uid) {
    watch.forget(uid);
  }

  AgentWatch watch() {
    return watch;
  }

  /** Takes back what was sent, and removes who came; answers why that couldn't be. */
  Optional<String> takeBack(Turn turn) {
    if (!isSent(turn)) {
      return Optional.empty();
    }
    var place = place(turn);
    if (place.isEmpty()) {
      return Optional.of("The agent can't be called back without the RtcProvider and its keys.");
    }
    var recall = new Recall(place.get().seat(), marks(turn), !isOwed(turn));
    try {
      place.get().agents().recall(recall);
    } catch (RtcCallException e) {
      return Optional.of(
          "The agent couldn't be called back yet, which is tried again. " + e.getMessage());
    }
    watch.forget(turn.uid());
    secrets.annotate(turn, EgressCredentials.name(turn), Names.DISPATCH, null);
    return Optional.empty();
  }

  /** The same; what is sent next belongs to another epoch. */
  Optional<String> replace(Turn turn) {
    var problem = takeBack(turn);
    if (problem.isEmpty()) {
      secrets.annotate(turn, EgressCredentials.name(turn), Names.EPOCH, null);
    }
    return problem;
  }

  /**
   * It couldn't be taken back in time: what is known of it outlives the credentials, and the
   * session too. Answers the Secret that is to stay for that.
   */
  Set<String> owe(Turn turn) {
    if (!isSent(turn)) {
      return Set.of();
    }
    var name = EgressCredentials.name(turn);
    var marks = marks(turn);
    var isGone = turn.session().getMetadata().getDeletionTimestamp() != null;
    if (isGone || secrets.find(turn, name).isEmpty()) {
      if (!owed.owe(turn.uid(), turn.label(), () -> recall(turn, marks))) {
        LOG.warnf("%s: its agent stays, too many are to be called back already", turn.label());
      }
      return Set.of();
    }
    secrets.annotate(turn, name, Names.DISPATCH, String.join(" ", marks));
    secrets.empty(turn, name, Names.EPOCH);
    return Set.of(name);
  }

  /**
   * Whether what was sent before the session's end hasn't been taken back yet. A Secret that
   * somebody emptied by hand still has its epoch.
   */
  boolean isOwed(Turn turn) {
    return secrets
        .find(turn, EgressCredentials.name(turn))
        .filter(secret -> note(secret).isPresent())
        .filter(secret -> EgressCredentials.epoch(secret) == 0)
        .filter(secret -> secret.getData() == null || secret.getData().isEmpty())
        .isPresent();
  }

  /** Whether an agent was sent that another driver has replaced. */
  boolean isLeftOver(Turn turn) {
    return !isAgents(turn) && isNoted(turn);
  }

  private void recall(Turn turn, Set<String> marks) throws RtcCallException {
    var place = place(turn);
    if (place.isEmpty()) {
      throw new RtcCallException("The RtcProvider or its keys are missing.");
    }
    place.get().agents().recall(new Recall(place.get().seat(), marks, false));
  }

  /** A session that was never let in has sent nobody: who is in its place is another's. */
  private boolean isSent(Turn turn) {
    return isNoted(turn) || (isAgents(turn) && Ending.isProvided(turn.session()));
  }

  private Optional<Place> place(Turn turn) {
    var rtc = turn.session().getSpec().rtc();
    return accounts
        .of(turn.session())
        .flatMap(
            account ->
                account
                    .agents()
                    .flatMap(
                        agents ->
                            account
                                .seat(rtc, References.defaultIdentity(turn.uid()), Map.of())
                                .map(seat -> new Place(agents, seat))));
  }

  /** The noted dispatch, and the one that may stand though its id wasn't noted any more. */
  private Set<String> marks(Turn turn) {
    var marks = new HashSet<String>();
    var secret = secrets.find(turn, EgressCredentials.name(turn));
    secret.flatMap(Dispatches::note).ifPresent(note -> marks.addAll(Set.of(note.split(" "))));
    watch.mark(turn.uid()).ifPresent(marks::add);
    if (isAgents(turn) && secret.filter(DispatchOrder::isComplete).isPresent()) {
      place(turn)
          .map(place -> DispatchOrder.of(turn, place.seat(), SecretData.read(secret.get())))
          .ifPresent(order -> marks.add(order.mark()));
    }
    return marks;
  }

  private boolean isNoted(Turn turn) {
    return secrets.find(turn, EgressCredentials.name(turn)).flatMap(Dispatches::note).isPresent();
  }

  private static Optional<String> note(Secret secret) {
    return Optional.ofNullable(EgressCredentials.annotation(secret, Names.DISPATCH));
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "owed-recalls");
    thread.setDaemon(true);
    return thread;
  }

  private static boolean isAgents(Turn turn) {
    return DrivenBy.of(turn.session()) == DrivenBy.AGENT;
  }
}
