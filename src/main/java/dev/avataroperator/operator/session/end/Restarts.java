package dev.avataroperator.operator.session.end;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.PlaylistProgress;
import dev.avataroperator.operator.session.turn.Requests.Request;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.session.turn.Turn.Start;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * Starts a session again: its worker ends it, and after a pause (1 s, doubled up to 60 s while it
 * keeps ending soon) it is assigned under the next epoch. Its Secrets stay.
 */
public final class Restarts {
  private static final Duration AGAIN_SOON = Duration.ofSeconds(1);
  private static final Duration STABLE = Duration.ofSeconds(60);

  private final Release release;
  private final PlaylistProgress progress;
  private final Attempts attempts;

  public Restarts(Release release, PlaylistProgress progress, Backoff backoff) {
    this.release = release;
    this.progress = progress;
    this.attempts = new Attempts(backoff);
  }

  /** After a pause that grows. */
  public void after(Turn turn, Start start, String why) {
    if (end(turn, start)) {
      attempts.failed(turn.uid(), turn.now());
      pause(turn, why + " It starts again after a pause.");
    }
  }

  /** As soon as its worker has ended it; false until then. */
  public boolean now(Turn turn, String why) {
    if (!end(turn, Start.ANEW)) {
      return false;
    }
    turn.requests().actedOn(Request.RESTART);
    attempts.succeeded(turn.uid());
    pause(turn, why);
    return true;
  }

  /** Whether the session is to wait before it is assigned again; it then says so. */
  public boolean isPausing(Turn turn) {
    var until = attempts.nextTry(turn.uid());
    var pausing = turn.stored().map(s -> s.worker()).isEmpty() && turn.now().isBefore(until);
    if (pausing) {
      turn.again(until);
      turn.conditions().keep(ConditionType.WorkerAssigned).keep(ConditionType.EgressReady);
    }
    return pausing;
  }

  /** One that has run for a while starts again without delay. */
  public void observe(Turn turn, SessionReport report) {
    if (report.state() == State.Streaming) {
      ranWell(turn);
    }
  }

  void ranWell(Turn turn) {
    var last = attempts.nextTry(turn.uid());
    if (last != Instant.MIN && turn.now().isAfter(last.plus(STABLE))) {
      attempts.succeeded(turn.uid());
    }
  }

  public void forget(String uid) {
    attempts.succeeded(uid);
  }

  private boolean end(Turn turn, Start start) {
    if (!release.endAtWorker(turn)) {
      turn.again(AGAIN_SOON);
      return false;
    }
    if (start == Start.ANEW) {
      progress.forget(turn.uid());
    }
    turn.start(start);
    return true;
  }

  private void pause(Turn turn, String why) {
    var until = attempts.nextTry(turn.uid());
    turn.again(until.isBefore(turn.now()) ? turn.now() : until);
    turn.conditions().isFalse(ConditionType.EgressReady, Reason.Restarting, why);
    if (DrivenBy.of(turn.session()).isWorker()) {
      turn.conditions().isFalse(ConditionType.WorkerAssigned, Reason.Restarting, why);
    }
  }
}
