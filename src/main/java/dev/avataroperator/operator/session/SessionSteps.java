package dev.avataroperator.operator.session;

import static dev.avataroperator.status.ConditionType.Accepted;
import static dev.avataroperator.status.ConditionType.Completed;
import static dev.avataroperator.status.ConditionType.CredentialsReady;
import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.MediaPublishing;
import static dev.avataroperator.status.ConditionType.WorkerAssigned;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.accept.Acceptance;
import dev.avataroperator.operator.session.assign.Handover;
import dev.avataroperator.operator.session.assign.Whereabouts;
import dev.avataroperator.operator.session.credential.Credentials;
import dev.avataroperator.operator.session.end.Release;
import dev.avataroperator.operator.session.source.SessionSources;
import dev.avataroperator.operator.session.status.Observation;
import dev.avataroperator.operator.session.status.StatusWriter;
import dev.avataroperator.operator.session.turn.Accepted;
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

/** What is done for a session, in order; each step says what it found and whether to go on. */
final class SessionSteps {
  private static final Duration AGAIN_SOON = Duration.ofSeconds(1);
  private static final Duration AGAIN_LATER = Duration.ofSeconds(10);
  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(1);

  private static final List<ConditionType> OBSERVED =
      List.of(CredentialsReady, WorkerAssigned, EgressReady, MediaPublishing);

  private final SessionSources sources;
  private final Acceptance acceptance;
  private final Whereabouts placing;
  private final Credentials credentials;
  private final Handover assigning;
  private final Observation observation;
  private final Release release;
  private final StatusWriter status;

  SessionSteps(SessionParts parts) {
    this.sources = parts.sources();
    this.acceptance = parts.acceptance();
    this.placing = parts.placing();
    this.credentials = parts.credentials();
    this.assigning = parts.assigning();
    this.observation = parts.observation();
    this.release = parts.release();
    this.status = parts.status();
  }

  /** Brings the session one look closer to what it asks for. */
  void advance(Turn turn) {
    if (isOverdue(turn)) {
      finish(turn, Reason.MaxDurationReached, "limits.maxDuration was reached.");
    } else {
      accept(turn)
          .flatMap(accepted -> assign(turn, accepted))
          .ifPresent(report -> finishOrGoOn(turn, report));
    }
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
    turn.conditions().isFalse(Accepted, Reason.Suspended, "Suspended as asked for.");
    if (outcome == Release.Outcome.GIVEN_UP) {
      turn.keepWorker();
      turn.again(AGAIN_LATER);
    }
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
    return accepted;
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
    var plan = placing.plan(turn, accepted);
    turn.found(plan);
    if (plan.kind() == StreamPlan.Kind.SETTLING) {
      turn.again(AGAIN_SOON);
      return turn.stop(WorkerAssigned, Reason.Pending, plan.message());
    }
    if (plan.kind() == StreamPlan.Kind.HOLDING) {
      return assigning.hold(turn, plan);
    }
    var issued = credentials.ensure(turn, accepted, plan);
    issued.ifPresent(turn::found);
    return issued.flatMap(found -> assigning.ensure(turn, accepted, plan, found));
  }

  private void finishOrGoOn(Turn turn, SessionReport report) {
    observation.observe(turn, report);
    var accepted = turn.accepted().orElseThrow();
    Ending.startedAt(turn)
        .ifPresent(start -> turn.again(start.plus(accepted.settings().maxDuration())));
    if (report.activity() != null && report.activity().sourceEnded()) {
      finish(turn, Reason.Completed, "The last item of the playlist was spoken.");
    } else if (accepted.rtc().expiryRemoves()) {
      turn.again(rtcTokenEnds(turn));
      if (rtcTokenEnds(turn).isBefore(turn.now())) {
        finish(turn, Reason.MaxDurationReached, "The RTC token has reached the vendor's limit.");
      }
    }
  }

  private static boolean isOverdue(Turn turn) {
    return Ending.remaining(turn, EffectiveSession.of(turn.session())).isZero();
  }

  /** A little before: an expired token would have the vendor remove the avatar. */
  private static Instant rtcTokenEnds(Turn turn) {
    return turn.issued().orElseThrow().rtcToken().expiresAt().minus(BEFORE_EXPIRY);
  }

  private void finish(Turn turn, Reason reason, String message) {
    if (release.release(turn) != Release.Outcome.PENDING) {
      OBSERVED.forEach(turn.conditions()::clear);
      turn.conditions().isTrue(Completed, reason, message);
    } else {
      turn.again(AGAIN_SOON);
    }
  }

  /** What this look didn't reach stays as it was known. */
  private static void keepUnobserved(Turn turn) {
    var conditions = turn.conditions();
    var running = turn.stored().filter(stored -> stored.finishedAt() == null).isPresent();
    if (running && !conditions.holds(Completed)) {
      OBSERVED.stream().filter(type -> conditions.get(type).isEmpty()).forEach(conditions::keep);
    }
  }
}
