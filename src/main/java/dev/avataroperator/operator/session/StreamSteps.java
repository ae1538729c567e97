package dev.avataroperator.operator.session;

import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.WorkerAssigned;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.accept.Acceptance;
import dev.avataroperator.operator.session.assign.Handover;
import dev.avataroperator.operator.session.assign.Whereabouts;
import dev.avataroperator.operator.session.credential.Credentials;
import dev.avataroperator.operator.session.end.Course;
import dev.avataroperator.operator.session.room.Presence;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.util.Optional;

/** What is done for a session that a worker drives: where it streams, and with what. */
final class StreamSteps {
  private static final Duration AGAIN_SOON = Duration.ofSeconds(1);

  private final SessionSources sources;
  private final Acceptance acceptance;
  private final Whereabouts whereabouts;
  private final Credentials credentials;
  private final Handover handover;
  private final Presence presence;
  private final Course course;

  StreamSteps(SessionParts parts) {
    this.sources = parts.sources();
    this.acceptance = parts.acceptance();
    this.whereabouts = parts.whereabouts();
    this.credentials = parts.credentials();
    this.handover = parts.handover();
    this.presence = parts.presence();
    this.course = parts.course();
  }

  /** What its worker said last, where a worker drives it. */
  Optional<SessionReport> heard(Turn turn) {
    return DrivenBy.of(turn.session()).isWorker() ? whereabouts.heard(turn) : Optional.empty();
  }

  /** Has a worker run it. */
  Optional<SessionReport> assign(Turn turn, Accepted accepted) {
    if (sources.pool(turn.namespace(), accepted.settings().poolName()).isEmpty()) {
      return turn.missing(
          WorkerAssigned,
          Reason.PoolNotFound,
          "AvatarWorkerPool "
              + accepted.settings().poolName()
              + " doesn't exist in this namespace: create it.");
    }
    var plan = whereabouts.plan(turn, accepted);
    turn.found(plan);
    if (plan.kind() == StreamPlan.Kind.SETTLING) {
      turn.again(AGAIN_SOON);
      return turn.stop(WorkerAssigned, Reason.Pending, plan.message());
    }
    if (plan.kind() == StreamPlan.Kind.HOLDING) {
      return hold(turn, accepted, plan);
    }
    return hand(turn, accepted, plan);
  }

  /** Keeps it supplied where it runs; it isn't moved. */
  Optional<SessionReport> supply(Turn turn, Accepted accepted) {
    var plan = whereabouts.plan(turn, accepted);
    if (plan.kind() == StreamPlan.Kind.HOLDING) {
      return hold(turn, accepted, plan);
    }
    if (plan.kind() != StreamPlan.Kind.RUNNING) {
      credentials.ensureClients(turn, accepted);
      return asItRuns(turn);
    }
    turn.found(plan);
    return hand(turn, accepted, plan);
  }

  /** Its worker doesn't answer; its room may. */
  private Optional<SessionReport> hold(Turn turn, Accepted accepted, StreamPlan plan) {
    credentials.ensureClients(turn, accepted);
    presence.judgeUntold(turn);
    return handover.hold(turn, plan);
  }

  /** It runs as it was before an edit; else it isn't assigned while nobody may act. */
  private Optional<SessionReport> asItRuns(Turn turn) {
    var report = whereabouts.heard(turn);
    return report.isPresent()
        ? report
        : turn.stop(EgressReady, Reason.Pending, "No worker runs it.");
  }

  private Optional<SessionReport> hand(Turn turn, Accepted accepted, StreamPlan plan) {
    var wanted = isToPark(turn, plan) ? plan.parked() : plan;
    turn.found(wanted);
    if (wanted.isParked()) {
      acceptance.parks(turn);
    }
    var issued = credentials.ensure(turn, accepted, wanted);
    issued.ifPresent(turn::found);
    return issued.flatMap(found -> handover.ensure(turn, accepted, wanted, found));
  }

  /** While paused nothing is parked; what is parked wakes only if it may have a session. */
  private boolean isToPark(Turn turn, StreamPlan plan) {
    if (course.isToPark(turn, plan)) {
      return plan.standsParked() || !turn.requests().isPaused();
    }
    return plan.standsParked() && !acceptance.mayWake(turn);
  }
}
