package dev.avataroperator.operator.session.end;

import static dev.avataroperator.status.ConditionType.Accepted;
import static dev.avataroperator.status.ConditionType.Completed;
import static dev.avataroperator.status.ConditionType.Failed;

import dev.avataroperator.api.v1alpha1.AvatarSessionSpec.RestartPolicy;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.credential.Credential;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.end.Failures.Failure;
import dev.avataroperator.operator.session.end.Idleness.Decision;
import dev.avataroperator.operator.session.room.Presence;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.operator.session.turn.LongestRun;
import dev.avataroperator.operator.session.turn.Requests.Request;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.session.turn.Turn.Start;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a session goes on: it runs, starts again, or has finished. */
public final class Course {
  private static final Duration AGAIN_SOON = Duration.ofSeconds(1);
  private static final Duration AFTER_REVOCATION = Duration.ofMinutes(10);
  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(6);

  private final Release release;
  private final Restarts restarts;
  private final Failures failures;
  private final Idleness idleness;
  private final Presence presence;

  public Course(
      Release release, Restarts restarts, Failures failures, Idleness idleness, Presence presence) {
    this.release = release;
    this.restarts = restarts;
    this.failures = failures;
    this.idleness = idleness;
    this.presence = presence;
  }

  public void forget(String uid) {
    restarts.forget(uid);
    failures.forget(uid);
    idleness.forget(uid);
  }

  /**
   * True when a restart that was asked for is under way, or waits; nothing else is done then. While
   * its worker can't be told, all else goes on as it was.
   */
  public boolean restart(Turn turn) {
    if (turn.requests().asksFor(Request.RESTART)) {
      if (Ending.hasWorker(turn.session())) {
        return restarts.now(turn, "A restart was asked for by annotation.");
      }
      if (Ending.isProvided(turn.session())) {
        turn.start(Start.ANEW);
      } else {
        turn.requests().actedOn(Request.RESTART);
      }
    }
    return restarts.isPausing(turn);
  }

  /** True when the session has had its time; it is then finished. */
  public boolean endWhenOverdue(Turn turn, Duration left, String why) {
    if (left.isZero()) {
      finish(turn, Completed, Reason.MaxDurationReached, why);
    }
    return left.isZero();
  }

  /** Whether it has been silent for so long that it needs no session at the service. */
  public boolean isToPark(Turn turn, StreamPlan plan) {
    return plan.kind() == StreamPlan.Kind.RUNNING
        && plan.report().map(report -> idleness.of(turn, report)).orElse(Decision.RUN)
            == Decision.PARK;
  }

  /** What follows from the worker's report. */
  public void follow(Turn turn, SessionReport report) {
    var failure = failures.of(turn, report).or(() -> removal(turn, report));
    restarts.observe(turn, report);
    if (report.activity() != null && report.activity().sourceEnded()) {
      complete(turn, Reason.Completed, spoken(turn, report.activity().sourceProblem()));
    } else if (idleness.of(turn, report) == Decision.COMPLETE) {
      complete(turn, Reason.IdleTimeout, idleness.why(turn));
    } else if (failure.isPresent()) {
      fail(turn, report, failure.get());
    } else {
      endInTime(turn);
    }
  }

  /**
   * What may no longer be used gets no further credentials; what runs with it ends after ten
   * minutes.
   */
  public void revoke(Turn turn, Condition accepted) {
    var since = Instant.parse(accepted.getLastTransitionTime());
    var end = since.plus(AFTER_REVOCATION);
    if (turn.now().isBefore(end)) {
      turn.again(end);
    } else if (release.release(turn) == Release.Outcome.PENDING) {
      turn.again(AGAIN_SOON);
    } else {
      turn.emptied();
      presence.forget(turn.uid());
      turn.conditions()
          .isFalse(ConditionType.EgressReady, Reason.RefNotPermitted, accepted.getMessage());
    }
  }

  /** True when it has run for as long as it may; it is then finished. */
  public boolean endAtItsLimit(Turn turn) {
    var accepted = turn.accepted().orElseThrow();
    var run = LongestRun.of(accepted.settings(), accepted.service(), accepted.rtc());
    var end = Ending.after(turn, run.limit());
    turn.again(end);
    if (turn.now().isBefore(end)) {
      return false;
    }
    finish(turn, Completed, Reason.MaxDurationReached, run.why());
    return true;
  }

  /** A session that others drive has its avatar in the room: it runs well. */
  public void seen(Turn turn) {
    if (turn.conditions().holds(ConditionType.MediaPublishing)) {
      restarts.ranWell(turn);
    }
  }

  /** Whether a failure is the end. */
  public boolean mayNotStartAgain(Turn turn) {
    return policy(turn) == RestartPolicy.Never;
  }

  public void fail(Turn turn, Failure failure) {
    finish(turn, Failed, failure.reason(), failure.message());
  }

  /** Under the next epoch, after a pause. */
  public void startAgain(Turn turn, Failure failure) {
    restarts.after(turn, Start.AGAIN, failure.message());
  }

  private void endInTime(Turn turn) {
    if (!endAtItsLimit(turn)) {
      endBeforeTheTokenDoes(turn);
    }
  }

  private static String spoken(Turn turn, String problem) {
    var isTone = turn.accepted().orElseThrow().settings().tone().isPresent();
    var whole = isTone ? "The tone was spoken." : "The last item of the playlist was spoken.";
    return problem == null ? whole : whole + " Not all of it was: " + problem + ".";
  }

  /** Nobody is brought back who isn't accepted now. */
  private Optional<Failure> removal(Turn turn, SessionReport report) {
    return turn.conditions().holds(Accepted) && presence.isRemoved(turn, report)
        ? Optional.of(
            new Failure(
                Reason.TrackMissing,
                "The avatar left its room while its connection stood, or was removed from it."))
        : Optional.empty();
  }

  /** It did what it was for. */
  private void complete(Turn turn, Reason reason, String message) {
    if (policy(turn) == RestartPolicy.Always) {
      restarts.after(turn, Start.ANEW, message);
    } else {
      finish(turn, Completed, reason, message);
    }
  }

  /** What the worker dials again by itself, with growing delay, needs no restart. */
  private void fail(Turn turn, SessionReport report, Failure failure) {
    if (policy(turn) == RestartPolicy.Never) {
      finish(turn, Failed, failure.reason(), failure.message());
    } else if (report.failure() == null || !report.failure().retryable()) {
      restarts.after(turn, Start.AGAIN, failure.message());
    }
  }

  /** A little before: an expired token would have the vendor remove the avatar. */
  private void endBeforeTheTokenDoes(Turn turn) {
    var expiryRemoves = turn.accepted().filter(found -> found.rtc().expiryRemoves());
    if (expiryRemoves.isPresent()) {
      rtcTokenExpiry(turn)
          .map(expiry -> expiry.minus(BEFORE_EXPIRY))
          .ifPresent(end -> end(turn, end));
    }
  }

  private void end(Turn turn, Instant end) {
    turn.again(end);
    if (end.isBefore(turn.now())) {
      finish(
          turn,
          Completed,
          Reason.MaxDurationReached,
          "The RTC token has reached the vendor's limit.");
    }
  }

  /** As issued in this turn, or as it stands in the status where that wasn't reached. */
  private static Optional<Instant> rtcTokenExpiry(Turn turn) {
    return turn.issued()
        .flatMap(Issued::rtcToken)
        .map(Credential::expiresAt)
        .or(
            () ->
                turn.credentials().orElse(List.of()).stream()
                    .filter(credential -> credential.name().equals(EgressCredentials.RTC_KEY))
                    .map(credential -> Instant.parse(credential.expiresAt()))
                    .findFirst());
  }

  private static RestartPolicy policy(Turn turn) {
    return turn.accepted().orElseThrow().settings().restartPolicy();
  }

  private void finish(Turn turn, ConditionType type, Reason reason, String message) {
    if (release.release(turn) == Release.Outcome.PENDING) {
      turn.again(AGAIN_SOON);
      return;
    }
    turn.conditions().clearFindings().keep(Accepted).isTrue(type, reason, message);
  }
}
