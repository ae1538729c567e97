package dev.avataroperator.operator.session;

import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.WorkerAssigned;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.workers.WorkerCallException;
import dev.avataroperator.operator.workers.WorkerCallException.Kind;
import dev.avataroperator.operator.workers.WorkerLink;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The step that has a worker run the session. A new epoch is written to the resource before the
 * worker hears of it, so that two operators can't both assign one session.
 */
final class Assigning {
  private static final Logger LOG = Logger.getLogger(Assigning.class);
  private static final Duration GRACE_AT_START = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Placing placing;
  private final StatusWriter status;
  private final Attempts attempts;
  private final Instant started;

  Assigning(Placing placing, StatusWriter status, Attempts attempts, Instant started) {
    this.placing = placing;
    this.status = status;
    this.attempts = attempts;
    this.started = started;
  }

  Optional<SessionReport> ensure(Turn turn, Accepted accepted, Plan plan, Issued issued) {
    return switch (plan.kind()) {
      case NOWHERE -> nowhere(turn, plan);
      case HOLDING -> holding(turn, plan);
      case RUNNING -> current(turn, accepted, plan, issued);
      case RESEND -> send(turn, accepted, plan, issued);
      case ASSIGN -> {
        commit(turn, plan);
        yield send(turn, accepted, plan, issued);
      }
    };
  }

  private Optional<SessionReport> nowhere(Turn turn, Plan plan) {
    turn.again(attempts.failed(turn.uid()));
    return turn.stop(WorkerAssigned, Reason.NoWorkerCapacity, plan.message());
  }

  /** A worker that doesn't answer may well be streaming: for a while nothing is said against it. */
  private Optional<SessionReport> holding(Turn turn, Plan plan) {
    var down = plan.worker().map(WorkerLink::downSince).orElse(started);
    var until = later(started.plus(GRACE_AT_START), down == null ? started : down.plus(GRACE));
    if (turn.now().isBefore(until)) {
      turn.again(until);
      return turn.awaitFacts();
    }
    turn.conditions()
        .isFalse(EgressReady, Reason.WorkerLost, "The worker that streams it doesn't answer.");
    return turn.stop(
        WorkerAssigned,
        Reason.WorkerLost,
        "Worker "
            + turn.stored().map(stored -> stored.worker()).orElse("")
            + " doesn't answer ("
            + plan.message()
            + "). The session goes on when it comes back: see the pool's status.");
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private Optional<SessionReport> current(Turn turn, Accepted accepted, Plan plan, Issued issued) {
    var report = plan.report().orElseThrow();
    var wanted = Assignments.of(turn, accepted, issued);
    return WorkerLink.digest(wanted).equals(report.digest())
        ? assigned(turn, plan, report)
        : put(turn, plan, wanted);
  }

  private Optional<SessionReport> send(Turn turn, Accepted accepted, Plan plan, Issued issued) {
    return put(turn, plan, Assignments.of(turn, accepted, issued));
  }

  private void commit(Turn turn, Plan plan) {
    assigned(turn, plan, null);
    turn.conditions().isFalse(EgressReady, Reason.Connecting, Observation.CONNECTING);
    status.commit(turn);
  }

  private Optional<SessionReport> put(Turn turn, Plan plan, Assignment assignment) {
    var link = plan.worker().orElseThrow();
    try {
      var report = link.put(turn.uid(), assignment);
      placing.sent(turn);
      attempts.succeeded(turn.uid());
      if (plan.kind() != Plan.Kind.RUNNING) {
        LOG.infof(
            "%s: assigned to %s, epoch %d", turn.label(), link.endpoint().name(), plan.epoch());
      }
      return assigned(turn, plan, report);
    } catch (WorkerCallException e) {
      if (e.kind() != Kind.UNREACHABLE && plan.kind() != Plan.Kind.RUNNING) {
        placing.notSent(turn, plan.epoch());
      }
      turn.again(attempts.failed(turn.uid()));
      var reason = e.kind() == Kind.FULL ? Reason.NoWorkerCapacity : Reason.WorkerLost;
      return turn.stop(WorkerAssigned, reason, e.getMessage());
    }
  }

  private Optional<SessionReport> assigned(Turn turn, Plan plan, SessionReport report) {
    turn.conditions()
        .isTrue(
            WorkerAssigned,
            Reason.Assigned,
            "Assigned to worker " + plan.worker().orElseThrow().endpoint().name() + ".");
    return Optional.ofNullable(report);
  }
}
