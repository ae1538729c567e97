package dev.avataroperator.operator.session;

import static dev.avataroperator.status.ConditionType.Accepted;
import static dev.avataroperator.status.ConditionType.Completed;
import static dev.avataroperator.status.ConditionType.CredentialsReady;
import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.Failed;
import static dev.avataroperator.status.ConditionType.MediaPublishing;
import static dev.avataroperator.status.ConditionType.WorkerAssigned;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.accept.Acceptance;
import dev.avataroperator.operator.session.assign.Handover;
import dev.avataroperator.operator.session.assign.Whereabouts;
import dev.avataroperator.operator.session.credential.Credentials;
import dev.avataroperator.operator.session.driver.Drivers;
import dev.avataroperator.operator.session.end.Course;
import dev.avataroperator.operator.session.end.Release;
import dev.avataroperator.operator.session.room.Presence;
import dev.avataroperator.operator.session.room.RoomWatch;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.status.Observation;
import dev.avataroperator.operator.session.status.StatusWriter;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is done for a session, in order; each step says what it found and whether to go on. */
final class SessionSteps {
  private static final Duration AGAIN_SOON = Duration.ofSeconds(1);
  private static final Duration AGAIN_LATER = Duration.ofSeconds(10);
  private static final Set<String> OVER = Set.of("Suspended", "Completed", "Failed");

  private static final List<ConditionType> OBSERVED =
      List.of(CredentialsReady, WorkerAssigned, EgressReady, MediaPublishing);

  private final SessionSources sources;
  private final Acceptance acceptance;
  private final Whereabouts whereabouts;
  private final Credentials credentials;
  private final Handover handover;
  private final Observation observation;
  private final RoomWatch rooms;
  private final Presence presence;
  private final Release release;
  private final Course course;
  private final Drivers drivers;
  private final StatusWriter status;

  SessionSteps(SessionParts parts) {
    this.sources = parts.sources();
    this.acceptance = parts.acceptance();
    this.whereabouts = parts.whereabouts();
    this.credentials = parts.credentials();
    this.handover = parts.handover();
    this.observation = parts.observation();
    this.rooms = parts.rooms();
    this.presence = parts.presence();
    this.release = parts.release();
    this.course = parts.course();
    this.drivers = parts.drivers();
    this.status = parts.status();
  }

  /** Brings the session one look closer to what it asks for. */
  void advance(Turn turn) {
    if (!isOverdue(turn) && !course.isRestarting(turn)) {
      accept(turn)
          .flatMap(accepted -> run(turn, accepted))
          .or(() -> standing(turn))
          .ifPresent(report -> goOn(turn, report));
    }
    keepUnobserved(turn);
    status.write(turn);
  }

  /** Keeps what runs supplied with credentials; nothing is started, moved or ended. */
  void attend(Turn turn) {
    if (turn.stored().map(AvatarSessionStatus::state).filter(OVER::contains).isPresent()) {
      return;
    }
    accept(turn)
        .flatMap(accepted -> supply(turn, accepted))
        .or(() -> heard(turn))
        .ifPresent(report -> observe(turn, report));
    keepUnobserved(turn);
    status.write(turn);
  }

  /** Ends the session until it is asked for again; true when it has ended. */
  boolean suspend(Turn turn) {
    var outcome = release.release(turn);
    if (outcome == Release.Outcome.PENDING) {
      turn.again(AGAIN_SOON);
      return false;
    }
    var message = "Suspended as asked for.";
    if (outcome == Release.Outcome.GIVEN_UP) {
      turn.keepWorker();
      turn.again(AGAIN_LATER);
      message +=
          Ending.hasWorker(turn.session())
              ? " Its worker hasn't confirmed the end yet and may still run it: see the pool."
              : " Its avatar may still stand in its room: see the RtcProvider.";
    }
    turn.conditions().isFalse(Accepted, Reason.Suspended, message);
    status.write(turn);
    return outcome == Release.Outcome.DONE;
  }

  /** True when nothing of the session is left and it may go. */
  boolean tearDown(Turn turn) {
    var since = Instant.parse(turn.session().getMetadata().getDeletionTimestamp());
    return release.release(turn, since) != Release.Outcome.PENDING;
  }

  private Optional<Accepted> accept(Turn turn) {
    var accepted = acceptance.accept(turn);
    accepted.ifPresent(turn::found);
    if (accepted.isEmpty()) {
      drivers.refuse(turn);
    }
    if (accepted.isEmpty() && Ending.isProvided(turn.session())) {
      turn.conditions()
          .get(Accepted)
          .filter(found -> found.getReason().equals(Reason.RefNotPermitted.name()))
          .ifPresent(found -> course.revoke(turn, found));
    }
    return accepted;
  }

  private Optional<SessionReport> run(Turn turn, Accepted accepted) {
    if (accepted.settings().drivenBy().isWorker()) {
      return drivers.leave(turn) ? assign(turn, accepted) : Optional.empty();
    }
    drivers.drive(turn, accepted);
    return Optional.empty();
  }

  private Optional<SessionReport> supply(Turn turn, Accepted accepted) {
    if (accepted.settings().drivenBy().isWorker()) {
      return supplyWorker(turn, accepted);
    }
    drivers.attend(turn, accepted);
    return Optional.empty();
  }

  /** What its worker said last, where a worker drives it. */
  private Optional<SessionReport> heard(Turn turn) {
    return DrivenBy.of(turn.session()).isWorker() ? whereabouts.heard(turn) : Optional.empty();
  }

  private Optional<SessionReport> assign(Turn turn, Accepted accepted) {
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
      credentials.ensureClients(turn, accepted);
      return handover.hold(turn, plan);
    }
    return hand(turn, accepted, plan);
  }

  private Optional<SessionReport> supplyWorker(Turn turn, Accepted accepted) {
    var plan = whereabouts.plan(turn, accepted);
    if (plan.kind() != StreamPlan.Kind.RUNNING) {
      credentials.ensureClients(turn, accepted);
      return plan.kind() == StreamPlan.Kind.HOLDING
          ? handover.hold(turn, plan)
          : isRunElsewise(turn);
    }
    turn.found(plan);
    return hand(turn, accepted, plan);
  }

  /** It runs as it was before an edit; else it isn't assigned while nobody may act. */
  private Optional<SessionReport> isRunElsewise(Turn turn) {
    var report = whereabouts.heard(turn);
    return report.isPresent()
        ? report
        : turn.stop(EgressReady, Reason.Pending, "No worker runs it.");
  }

  /** What runs though something is in its way now: it ends when it is over all the same. */
  private Optional<SessionReport> standing(Turn turn) {
    if (turn.isEmptied()) {
      return Optional.empty();
    }
    acceptance.last(turn).ifPresent(turn::found);
    return heard(turn).filter(report -> turn.accepted().isPresent());
  }

  private Optional<SessionReport> hand(Turn turn, Accepted accepted, StreamPlan plan) {
    var wanted = isToPark(turn, plan) ? plan.parked() : plan;
    turn.found(wanted);
    if (wanted.isParked()) {
      acceptance.parks(turn);
    }
    if (wanted.kind() != StreamPlan.Kind.RUNNING) {
      rooms.begins(turn);
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

  private void goOn(Turn turn, SessionReport report) {
    observe(turn, report);
    var accepted = turn.accepted().orElseThrow();
    turn.again(Ending.after(turn, accepted.settings().maxDuration()));
    course.follow(turn, report);
  }

  private void observe(Turn turn, SessionReport report) {
    observation.observe(turn, report);
    if (turn.conditions().holds(Accepted)) {
      presence.judge(turn, report);
    }
  }

  private boolean isOverdue(Turn turn) {
    var left = Ending.remaining(turn, EffectiveSession.of(turn.session()));
    return course.isOverdue(turn, left, "limits.maxDuration was reached.");
  }

  /** What this look didn't reach stays as it was known. */
  private static void keepUnobserved(Turn turn) {
    var conditions = turn.conditions();
    var running = turn.stored().filter(stored -> stored.finishedAt() == null).isPresent();
    if (running && !conditions.holds(Completed) && !conditions.holds(Failed)) {
      OBSERVED.stream()
          .filter(type -> type != WorkerAssigned || DrivenBy.of(turn.session()).isWorker())
          .filter(type -> conditions.get(type).isEmpty())
          .forEach(conditions::keep);
    }
  }
}
