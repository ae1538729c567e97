package dev.avataroperator.operator.session;

import static dev.avataroperator.status.ConditionType.Accepted;
import static dev.avataroperator.status.ConditionType.Completed;
import static dev.avataroperator.status.ConditionType.CredentialsReady;
import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.Failed;
import static dev.avataroperator.status.ConditionType.MediaPublishing;
import static dev.avataroperator.status.ConditionType.WorkerAssigned;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.accept.Acceptance;
import dev.avataroperator.operator.session.driver.Drivers;
import dev.avataroperator.operator.session.end.Course;
import dev.avataroperator.operator.session.end.Release;
import dev.avataroperator.operator.session.room.Presence;
import dev.avataroperator.operator.session.status.Measurements;
import dev.avataroperator.operator.session.status.Observation;
import dev.avataroperator.operator.session.status.StatusWriter;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Requests.Request;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import dev.avataroperator.status.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is done for a session, in order; each step says what it found and whether to go on. */
final class SessionSteps {
  private static final Duration AGAIN_SOON = Duration.ofSeconds(1);
  private static final Duration AGAIN_LATER = Duration.ofSeconds(10);
  private static final Set<SessionState> OVER =
      Set.of(SessionState.Suspended, SessionState.Completed, SessionState.Failed);

  private static final List<ConditionType> OBSERVED =
      List.of(CredentialsReady, WorkerAssigned, EgressReady, MediaPublishing);

  private final Acceptance acceptance;
  private final StreamSteps stream;
  private final Observation observation;
  private final Presence presence;
  private final Release release;
  private final Course course;
  private final Drivers drivers;
  private final StatusWriter status;
  private final RequestedRestart restart;
  private final Measurements measurements;

  SessionSteps(SessionParts parts) {
    this.acceptance = parts.acceptance();
    this.stream = new StreamSteps(parts);
    this.observation = parts.observation();
    this.presence = parts.presence();
    this.release = parts.release();
    this.course = parts.course();
    this.drivers = parts.drivers();
    this.status = parts.status();
    this.restart = new RequestedRestart(parts.whereabouts(), parts.credentials(), parts.drivers());
    this.measurements = parts.measurements();
  }

  /** Brings the session one look closer to what it asks for. */
  void advance(Turn turn) {
    if (!endWhenOverdue(turn) && drivers.settle(turn)) {
      if (turn.requests().asksFor(Request.RESTART) && Ending.isProvided(turn.session())) {
        restart(turn);
      } else if (!course.restart(turn)) {
        goOn(turn, accept(turn));
      }
    }
    keepUnobserved(turn);
    status.write(turn);
  }

  /** Ends what runs if it can start again; else it goes on. */
  private void restart(Turn turn) {
    var accepted = accept(turn);
    var hindrance = restart.hindrance(turn, accepted);
    if (hindrance.isEmpty() && course.restart(turn)) {
      return;
    }
    var running = hindrance.isEmpty() ? stream.heard(turn) : Optional.<SessionReport>empty();
    running.ifPresentOrElse(report -> goOn(turn, report), () -> goOn(turn, accepted));
    hindrance.ifPresent(why -> RequestedRestart.waits(turn, why));
  }

  private void goOn(Turn turn, Optional<Accepted> accepted) {
    if (accepted.isPresent() && course.endAtItsLimit(turn)) {
      return;
    }
    accepted
        .flatMap(found -> run(turn, found))
        .or(() -> standing(turn))
        .ifPresent(report -> goOn(turn, report));
  }

  /** Keeps what runs supplied with credentials; nothing is started, moved or ended. */
  void attend(Turn turn) {
    if (OVER.stream().anyMatch(state -> Ending.isIn(turn.session(), state))) {
      return;
    }
    accept(turn)
        .flatMap(accepted -> supply(turn, accepted))
        .or(() -> stream.heard(turn))
        .ifPresent(report -> observe(turn, report));
    keepUnobserved(turn);
    status.write(turn);
  }

  /** Ends the session until it is asked for again; true when it has ended. */
  boolean suspend(Turn turn) {
    var outcome = release.release(turn);
    if (outcome == Release.Outcome.PENDING) {
      turn.again(drivers.owes(turn) ? AGAIN_LATER : AGAIN_SOON);
      return false;
    }
    var message = "Suspended as asked for.";
    if (outcome == Release.Outcome.GIVEN_UP) {
      turn.keepWorker();
      turn.again(AGAIN_LATER);
      message += left(turn);
    }
    turn.conditions().isFalse(Accepted, Reason.Suspended, message);
    status.write(turn);
    return outcome == Release.Outcome.DONE;
  }

  private String left(Turn turn) {
    if (drivers.owes(turn)) {
      return " Its agent couldn't be called back yet: LiveKit is asked again every 10 s.";
    }
    return Ending.hasWorker(turn.session())
        ? " Its worker hasn't confirmed the end yet and may still run it: see the pool."
        : " Its avatar may still stand in its room: see the RtcProvider.";
  }

  /** What a finished session couldn't take away at its end, if anything: true when it is gone. */
  boolean settle(Turn turn) {
    return !drivers.owes(turn) || release.release(turn) == Release.Outcome.DONE;
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
      acceptance.lookOn(turn);
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
      return drivers.leave(turn) ? stream.assign(turn, accepted) : Optional.empty();
    }
    drivers.drive(turn, accepted);
    return Optional.empty();
  }

  private Optional<SessionReport> supply(Turn turn, Accepted accepted) {
    if (accepted.settings().drivenBy().isWorker()) {
      return stream.supply(turn, accepted);
    }
    drivers.attend(turn, accepted);
    return Optional.empty();
  }

  /** What runs though something is in its way now: it ends when it is over all the same. */
  private Optional<SessionReport> standing(Turn turn) {
    if (turn.isEmptied()) {
      return Optional.empty();
    }
    acceptance.last(turn).ifPresent(turn::found);
    var heard = stream.heard(turn);
    if (heard.isEmpty() && turn.conditions().denies(Accepted) && Ending.hasWorker(turn.session())) {
      presence.judgeUntold(turn);
    }
    return heard.filter(report -> turn.accepted().isPresent());
  }

  private void goOn(Turn turn, SessionReport report) {
    observe(turn, report);
    var accepted = turn.accepted().orElseThrow();
    turn.again(Ending.after(turn, accepted.settings().maxDuration()));
    course.follow(turn, report);
  }

  private void observe(Turn turn, SessionReport report) {
    measurements.recallBeginning(turn, report);
    observation.observe(turn, report);
    if (Presence.isToJudge(turn)) {
      presence.judge(turn, report);
    }
  }

  private boolean endWhenOverdue(Turn turn) {
    var left = Ending.remaining(turn, EffectiveSession.of(turn.session()));
    return course.endWhenOverdue(turn, left, "limits.maxDuration was reached.");
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
