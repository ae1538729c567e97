package dev.avataroperator.operator.session.assign;

import dev.avataroperator.api.v1alpha1.AvatarSessionSpec.IdleAction;
import dev.avataroperator.assignment.Placement;
import dev.avataroperator.assignment.Placement.Placed;
import dev.avataroperator.assignment.WorkerChoice;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.StreamPlan.Kind;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.workers.Worker;
import dev.avataroperator.operator.workers.Workers;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Decides where a session streams. What a worker already runs is adopted; a session is assigned
 * anew, under the next epoch, when its worker is known not to run it.
 */
public final class Whereabouts {
  private final Workers fleet;
  private final Function<Turn, Optional<Secret>> egress;
  private final Map<String, Long> unsent = new ConcurrentHashMap<>();
  private final Map<String, Long> intended = new ConcurrentHashMap<>();

  /** {@code egress} finds a session's Secret of that name, which tells of its last epoch. */
  public Whereabouts(Workers fleet, Function<Turn, Optional<Secret>> egress) {
    this.fleet = fleet;
    this.egress = egress;
  }

  public StreamPlan plan(Turn turn, Accepted accepted) {
    var worker = turn.stored().map(status -> status.worker());
    if (worker.isEmpty()) {
      return adopted(turn, accepted).orElseGet(() -> anywhere(accepted, nextEpoch(turn)));
    }
    var named = find(turn, accepted.pool(), worker.get());
    var runner = named.filter(link -> isRunBy(link, turn)).or(() -> runner(turn, accepted));
    if (runner.isPresent()) {
      return running(turn, accepted, runner.get());
    }
    if (named.isEmpty() || !named.get().isConnected()) {
      var why = named.map(Worker::problem).orElse(worker.get() + " isn't in the pool");
      return StreamPlan.holding(named, turn.storedEpoch(), why);
    }
    return running(turn, accepted, named.get());
  }

  /** What its worker says of the present epoch, if the worker answers. */
  public Optional<SessionReport> heard(Turn turn) {
    var pool = turn.namespace() + "/" + EffectiveSession.of(turn.session()).poolName();
    return turn.stored()
        .map(status -> status.worker())
        .flatMap(worker -> find(turn, pool, worker))
        .flatMap(link -> link.session(turn.uid()))
        .filter(report -> report.epoch() == turn.storedEpoch());
  }

  /** What runs, where it runs, under the next epoch. */
  public StreamPlan again(Turn turn, StreamPlan running) {
    return on(running.worker().orElseThrow(), Kind.ASSIGN, nextEpoch(turn));
  }

  /** Remembers that an assignment was refused before the worker could have taken it. */
  void notSent(Turn turn, long epoch) {
    unsent.put(turn.uid(), epoch);
  }

  void sent(Turn turn) {
    unsent.remove(turn.uid());
  }

  /** From here on a worker may have received it: its number isn't used again. */
  void handsOver(Turn turn) {
    intended.remove(turn.uid());
  }

  public void forget(String uid) {
    unsent.remove(uid);
    intended.remove(uid);
  }

  private StreamPlan running(Turn turn, Accepted accepted, Worker link) {
    var report = link.session(turn.uid());
    var epoch = turn.storedEpoch();
    var reported = report.map(SessionReport::epoch).orElse(0L);
    var next = Math.max(epoch, reported) + 1;
    if (!links(accepted).contains(link)) {
      return stillParked(turn, anywhere(accepted, next).leaving(link));
    }
    if (reported >= Math.max(epoch, 1) && isSameStream(turn, accepted, reported)) {
      return StreamPlan.running(link, report.get());
    }
    if (reported > 0) {
      return stillParked(turn, on(link, Kind.ASSIGN, next));
    }
    var unsentHere = Long.valueOf(epoch).equals(unsent.get(turn.uid())) && link.view().hasRoom();
    return stillParked(turn, unsentHere ? on(link, Kind.RESEND, epoch) : anywhere(accepted, next));
  }

  /**
   * A status that knows less than the workers or the Secret was wiped or written by somebody else.
   * What runs goes on as it is; while a worker that may run it can't be asked, nothing is assigned.
   * A Secret that is ahead because this operator has minted for the next epoch is no such sign.
   */
  private Optional<StreamPlan> adopted(Turn turn, Accepted accepted) {
    var runner = runner(turn, accepted);
    if (runner.isPresent()) {
      var report = runner.get().session(turn.uid()).orElseThrow();
      return Optional.of(
          isSameStream(turn, accepted, report.epoch())
              ? StreamPlan.running(runner.get(), report)
              : on(runner.get(), Kind.ASSIGN, Math.max(report.epoch(), lastEpoch(turn)) + 1));
    }
    var last = lastEpoch(turn);
    return last == turn.storedEpoch() || Long.valueOf(last).equals(intended.get(turn.uid()))
        ? Optional.empty()
        : links(accepted).stream()
            .filter(link -> mayRunUnasked(link, turn))
            .findFirst()
            .map(this::unasked);
  }

  /** It doesn't answer, something may listen there, and its lease isn't over. */
  private static boolean mayRunUnasked(Worker link, Turn turn) {
    var down = link.downSince();
    return !link.isConnected()
        && !link.isRefusing()
        && (down == null || turn.now().isBefore(down.plus(Workers.LEASE)));
  }

  /** Who runs it, whatever the status says. */
  private Optional<Worker> runner(Turn turn, Accepted accepted) {
    return links(accepted).stream().filter(link -> isRunBy(link, turn)).findFirst();
  }

  /** An older epoch than the status knows doesn't count. */
  private static boolean isRunBy(Worker link, Turn turn) {
    return link.session(turn.uid())
        .filter(said -> said.epoch() >= Math.max(turn.storedEpoch(), 1))
        .isPresent();
  }

  private List<Worker> links(Accepted accepted) {
    return List.copyOf(fleet.links(accepted.pool()));
  }

  private Optional<Worker> find(Turn turn, String pool, String worker) {
    return fleet.find(turn.namespace(), pool, worker).map(Worker.class::cast);
  }

  private StreamPlan unasked(Worker link) {
    var why = "Another worker may run it: " + link.endpoint().name() + " doesn't answer.";
    return StreamPlan.without(Kind.SETTLING, 0, why);
  }

  /** The same one until it is handed over, or each look that gets no further would mint anew. */
  private long nextEpoch(Turn turn) {
    var last = lastEpoch(turn);
    var before = intended.get(turn.uid());
    var isOpen = before != null && before > turn.storedEpoch() && before >= last;
    var next = isOpen ? before : last + 1;
    intended.put(turn.uid(), next);
    return next;
  }

  /** The highest epoch that was given out, by the status and by the Secret. */
  private long lastEpoch(Turn turn) {
    var minted = egress.apply(turn).map(EgressCredentials::epoch);
    return Math.max(turn.storedEpoch(), minted.orElse(0L));
  }

  /** What was parked stays so elsewhere and under another epoch, until somebody speaks. */
  private StreamPlan stillParked(Turn turn, StreamPlan plan) {
    var idle = EffectiveSession.of(turn.session()).idle();
    var parks = idle.filter(found -> found.action() == IdleAction.Park).isPresent();
    var secret = egress.apply(turn);
    return parks && secret.filter(EgressCredentials::isParked).isPresent() ? plan.parked() : plan;
  }

  /** Another avatar or format takes a rollover; only a Secret of this epoch tells. */
  private boolean isSameStream(Turn turn, Accepted accepted, long epoch) {
    var secret = egress.apply(turn);
    return secret.isEmpty()
        || (EgressCredentials.epoch(secret.get()) == epoch
            && accepted
                .settings()
                .streamVersion()
                .equals(EgressCredentials.annotation(secret.get(), Names.STREAM)));
  }

  private StreamPlan anywhere(Accepted accepted, long epoch) {
    Placement placement = WorkerChoice.place(fleet.views(accepted.pool()));
    if (placement instanceof Placed placed) {
      return fleet
          .link(accepted.pool(), placed.worker())
          .map(link -> StreamPlan.on(link, Kind.ASSIGN, epoch, placed.reason()))
          .orElseGet(() -> settling(epoch));
    }
    return fleet.isSettling(accepted.pool())
        ? settling(epoch)
        : StreamPlan.without(Kind.NOWHERE, epoch, placement.reason());
  }

  private static StreamPlan settling(long epoch) {
    return StreamPlan.without(Kind.SETTLING, epoch, "Waiting for the pool's workers to answer.");
  }

  private static StreamPlan on(Worker link, Kind kind, long epoch) {
    return StreamPlan.on(link, kind, epoch, "");
  }
}
