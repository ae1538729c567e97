package dev.avataroperator.operator.session.assign;

import dev.avataroperator.assignment.Placement;
import dev.avataroperator.assignment.Placement.Placed;
import dev.avataroperator.assignment.WorkerChoice;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.credential.OwnSecrets;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.StreamPlan.Kind;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.workers.WorkerFleet;
import dev.avataroperator.operator.workers.WorkerLink;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides where a session streams. What a worker already runs is adopted; a session is assigned
 * anew, under the next epoch, when its worker is known not to run it.
 */
public final class Whereabouts {
  private final WorkerFleet fleet;
  private final OwnSecrets secrets;
  private final Map<String, Long> unsent = new ConcurrentHashMap<>();

  public Whereabouts(WorkerFleet fleet, OwnSecrets secrets) {
    this.fleet = fleet;
    this.secrets = secrets;
  }

  public StreamPlan plan(Turn turn, Accepted accepted) {
    var worker = turn.stored().map(status -> status.worker());
    if (worker.isEmpty()) {
      return anywhere(turn, accepted, turn.storedEpoch() + 1);
    }
    var link = fleet.find(turn.namespace(), accepted.pool(), worker.get());
    if (link.isEmpty() || !link.get().isConnected()) {
      var why = link.map(WorkerLink::problem).orElse(worker.get() + " isn't in the pool");
      return new StreamPlan(
          Kind.HOLDING, turn.storedEpoch(), link, Optional.empty(), Optional.empty(), why, false);
    }
    return running(turn, accepted, link.get());
  }

  /** Remembers that an assignment was refused before the worker could have taken it. */
  void notSent(Turn turn, long epoch) {
    unsent.put(turn.uid(), epoch);
  }

  void sent(Turn turn) {
    unsent.remove(turn.uid());
  }

  public void forget(String uid) {
    unsent.remove(uid);
  }

  private StreamPlan running(Turn turn, Accepted accepted, WorkerLink link) {
    var report = link.session(turn.uid());
    var epoch = turn.storedEpoch();
    var reported = report.map(SessionReport::epoch).orElse(0L);
    var next = Math.max(epoch, reported) + 1;
    if (!fleet.isIn(accepted.pool(), link)) {
      return leaving(anywhere(turn, accepted, next), link);
    }
    if (reported == epoch && epoch > 0 && isSameStream(turn, accepted)) {
      return new StreamPlan(
          Kind.RUNNING, epoch, Optional.of(link), Optional.empty(), report, "", false);
    }
    if (reported > 0) {
      return on(link, Kind.ASSIGN, next);
    }
    var unsentHere = Long.valueOf(epoch).equals(unsent.get(turn.uid())) && link.view().hasRoom();
    return unsentHere ? on(link, Kind.RESEND, epoch) : anywhere(turn, accepted, next);
  }

  /** Another avatar or format takes a rollover; only a Secret of this epoch tells. */
  private boolean isSameStream(Turn turn, Accepted accepted) {
    var secret = secrets.find(turn, EgressCredentials.name(turn));
    return secret.isEmpty()
        || (EgressCredentials.epoch(secret.get()) == turn.storedEpoch()
            && accepted
                .settings()
                .streamVersion()
                .equals(EgressCredentials.annotation(secret.get(), Names.STREAM)));
  }

  private StreamPlan anywhere(Turn turn, Accepted accepted, long epoch) {
    Placement placement = WorkerChoice.place(fleet.views(accepted.pool()));
    if (placement instanceof Placed placed) {
      var link = fleet.link(accepted.pool(), placed.worker());
      return new StreamPlan(
          Kind.ASSIGN, epoch, link, Optional.empty(), Optional.empty(), placed.reason(), false);
    }
    var settling = fleet.isSettling(accepted.pool());
    return new StreamPlan(
        settling ? Kind.SETTLING : Kind.NOWHERE,
        epoch,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        settling ? "Waiting for the pool's workers to answer." : placement.reason(),
        false);
  }

  private static StreamPlan on(WorkerLink link, Kind kind, long epoch) {
    return new StreamPlan(
        kind, epoch, Optional.of(link), Optional.empty(), Optional.empty(), "", false);
  }

  private static StreamPlan leaving(StreamPlan plan, WorkerLink old) {
    return new StreamPlan(
        plan.kind(),
        plan.epoch(),
        plan.worker(),
        Optional.of(old),
        plan.report(),
        plan.message(),
        false);
  }
}
