package dev.avataroperator.operator.session;

import dev.avataroperator.assignment.Assigner;
import dev.avataroperator.assignment.Placement;
import dev.avataroperator.assignment.Placement.Placed;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.Plan.Kind;
import dev.avataroperator.operator.workers.WorkerFleet;
import dev.avataroperator.operator.workers.WorkerLink;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides where a session streams. What a worker already runs is adopted; a session is assigned
 * anew, under the next epoch, when its worker is known not to run it.
 */
final class Placing {
  private final WorkerFleet fleet;
  private final OwnSecrets secrets;
  private final Map<String, Long> unsent = new ConcurrentHashMap<>();

  Placing(WorkerFleet fleet, OwnSecrets secrets) {
    this.fleet = fleet;
    this.secrets = secrets;
  }

  Plan plan(Turn turn, Accepted accepted) {
    var worker = turn.stored().map(status -> status.worker());
    var link = worker.flatMap(name -> fleet.link(accepted.pool(), name));
    if (link.isEmpty()) {
      return worker.isEmpty()
          ? assign(turn, accepted, turn.storedEpoch() + 1)
          : new Plan(
              Kind.HOLDING,
              turn.storedEpoch(),
              link,
              Optional.empty(),
              "Worker " + worker.get() + " isn't in the pool");
    }
    if (!link.get().isConnected()) {
      return new Plan(
          Kind.HOLDING, turn.storedEpoch(), link, Optional.empty(), link.get().problem());
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

  void forget(String uid) {
    unsent.remove(uid);
  }

  private Plan running(Turn turn, Accepted accepted, WorkerLink link) {
    var report = link.session(turn.uid());
    var epoch = turn.storedEpoch();
    var reported = report.map(SessionReport::epoch).orElse(0L);
    if (reported == epoch && epoch > 0 && isSameAudio(turn, accepted)) {
      return new Plan(Kind.RUNNING, epoch, Optional.of(link), report, "");
    }
    if (reported == 0 && Long.valueOf(epoch).equals(unsent.get(turn.uid()))) {
      return new Plan(Kind.RESEND, epoch, Optional.of(link), Optional.empty(), "");
    }
    return assign(turn, accepted, Math.max(epoch, reported) + 1);
  }

  /** A worker takes other audio under another epoch only. */
  private boolean isSameAudio(Turn turn, Accepted accepted) {
    return secrets
        .find(turn, EgressCredentials.name(turn))
        .map(secret -> EgressCredentials.annotation(secret, Names.AUDIO))
        .map(accepted.settings().audioVersion()::equals)
        .orElse(true);
  }

  private Plan assign(Turn turn, Accepted accepted, long epoch) {
    if (!fleet.knows(accepted.pool())) {
      return nowhere(
          epoch,
          "AvatarWorkerPool " + accepted.settings().poolName() + " isn't there yet: create it.");
    }
    Placement placement = Assigner.place(fleet.views(accepted.pool()));
    if (placement instanceof Placed placed) {
      var link = fleet.link(accepted.pool(), placed.worker());
      return new Plan(Kind.ASSIGN, epoch, link, Optional.empty(), placed.reason());
    }
    return nowhere(epoch, placement.reason());
  }

  private static Plan nowhere(long epoch, String why) {
    return new Plan(Kind.NOWHERE, epoch, Optional.empty(), Optional.empty(), why);
  }
}
