package dev.avataroperator.operator.session.assign;

import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.WorkerAssigned;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.status.Observation;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.workers.EndReason;
import dev.avataroperator.operator.workers.Worker;
import dev.avataroperator.operator.workers.WorkerCallException;
import dev.avataroperator.operator.workers.WorkerCallException.Kind;
import dev.avataroperator.operator.workers.WorkerLink;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The step that has a worker run the session. A new epoch is written to the resource before the
 * worker hears of it, so that two operators can't both assign one session.
 */
public final class Handover {
  private static final Logger LOG = Logger.getLogger(Handover.class);
  private static final Duration GRACE_AT_START = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Whereabouts whereabouts;
  private final Consumer<Turn> commit;
  private final Observation observation;
  private final Attempts attempts;
  private final Instant started;

  /** {@code commit} writes what the turn has found so far. */
  public Handover(
      Whereabouts whereabouts,
      Consumer<Turn> commit,
      Observation observation,
      Attempts attempts,
      Instant started) {
    this.whereabouts = whereabouts;
    this.commit = commit;
    this.observation = observation;
    this.attempts = attempts;
    this.started = started;
  }

  public void forget(String uid) {
    attempts.succeeded(uid);
  }

  public Optional<SessionReport> ensure(
      Turn turn, Accepted accepted, StreamPlan plan, Issued issued) {
    return switch (plan.kind()) {
      case SETTLING, NOWHERE -> nowhere(turn, plan);
      case HOLDING -> hold(turn, plan);
      case RUNNING -> current(turn, accepted, plan, issued);
      case RESEND -> send(turn, accepted, plan, issued);
      case ASSIGN -> move(turn, accepted, plan, issued);
    };
  }

  private Optional<SessionReport> nowhere(Turn turn, StreamPlan plan) {
    turn.again(attempts.failed(turn.uid()));
    return without(turn, Reason.NoWorkerCapacity, plan.message());
  }

  /** A worker that doesn't answer may well be streaming: for a while nothing is said against it. */
  public Optional<SessionReport> hold(Turn turn, StreamPlan plan) {
    var down = plan.worker().map(Worker::downSince).orElse(started);
    var until = later(started.plus(GRACE_AT_START), down == null ? started : down.plus(GRACE));
    if (turn.now().isBefore(until)) {
      turn.again(until);
      return turn.awaitFacts();
    }
    if (plan.worker().isEmpty()) {
      turn.again(GRACE);
    }
    return without(
        turn,
        Reason.WorkerLost,
        "Worker "
            + turn.stored().map(stored -> stored.worker()).orElse("")
            + " doesn't answer ("
            + plan.message()
            + "). The session goes on when it comes back: see the pool's status.");
  }

  /** Without a worker nothing is sent to the service. */
  private static Optional<SessionReport> without(Turn turn, Reason reason, String why) {
    turn.conditions().isFalse(EgressReady, reason, why);
    return turn.stop(WorkerAssigned, reason, why);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Optional<SessionReport> current(
      Turn turn, Accepted accepted, StreamPlan plan, Issued issued) {
    var report = plan.report().orElseThrow();
    var wanted = AssignmentBody.of(turn, accepted, issued);
    return WorkerLink.digest(wanted).equals(report.digest())
        ? told(turn, plan, report, issued)
        : put(turn, plan, wanted, issued);
  }

  private Optional<SessionReport> send(
      Turn turn, Accepted accepted, StreamPlan plan, Issued issued) {
    return put(turn, plan, AssignmentBody.of(turn, accepted, issued), issued);
  }

  /** The old worker ends it before the new one hears of it. */
  private Optional<SessionReport> move(
      Turn turn, Accepted accepted, StreamPlan plan, Issued issued) {
    try {
      if (plan.previous().isPresent()) {
        plan.previous().get().delete(turn.uid(), plan.epoch() - 1, EndReason.moved);
      }
    } catch (WorkerCallException e) {
      if (e.kind() != Kind.UNKNOWN_SESSION && e.kind() != Kind.REFUSED) {
        turn.again(attempts.failed(turn.uid()));
        return without(turn, Reason.WorkerLost, e.getMessage());
      }
    }
    whereabouts.handsOver(turn);
    commit(turn, plan);
    return send(turn, accepted, plan, issued);
  }

  private void commit(Turn turn, StreamPlan plan) {
    assigned(turn, plan, null);
    if (plan.isParked()) {
      observation.parked(turn);
    } else {
      observation.connecting(turn);
    }
    commit.accept(turn);
  }

  private Optional<SessionReport> put(
      Turn turn, StreamPlan plan, Assignment assignment, Issued issued) {
    var link = plan.worker().orElseThrow();
    try {
      var report = link.put(turn.uid(), assignment);
      whereabouts.sent(turn);
      attempts.succeeded(turn.uid());
      if (plan.kind() != StreamPlan.Kind.RUNNING) {
        LOG.infof(
            "%s: assigned to %s, epoch %d", turn.label(), link.endpoint().name(), plan.epoch());
      }
      return told(turn, plan, report, issued);
    } catch (WorkerCallException e) {
      turn.again(attempts.failed(turn.uid()));
      return plan.kind() == StreamPlan.Kind.RUNNING
          ? outdated(turn, plan, e)
          : notTaken(turn, plan, e);
    }
  }

  private Optional<SessionReport> notTaken(Turn turn, StreamPlan plan, WorkerCallException e) {
    if (e.kind() == Kind.REFUSED || e.kind() == Kind.FULL) {
      whereabouts.notSent(turn, plan.epoch());
    }
    return without(
        turn,
        switch (e.kind()) {
          case FULL -> Reason.NoWorkerCapacity;
          case REJECTED -> Reason.ProtocolError;
          default -> Reason.WorkerLost;
        },
        e.getMessage());
  }

  /** It streams as it did; what changed hasn't reached it. */
  private Optional<SessionReport> outdated(Turn turn, StreamPlan plan, WorkerCallException e) {
    turn.conditions()
        .isTrue(
            WorkerAssigned,
            Reason.WorkerLost,
            "The last change hasn't reached the worker: " + e.getMessage());
    return plan.report();
  }

  private Optional<SessionReport> told(
      Turn turn, StreamPlan plan, SessionReport report, Issued issued) {
    issued.whenTold().run();
    return assigned(turn, plan, report);
  }

  private Optional<SessionReport> assigned(Turn turn, StreamPlan plan, SessionReport report) {
    turn.conditions()
        .isTrue(
            WorkerAssigned,
            Reason.Assigned,
            "Assigned to worker " + plan.worker().orElseThrow().endpoint().name() + ".");
    return Optional.ofNullable(report);
  }
}
