package dev.avataroperator.operator.session.driver;

import static dev.avataroperator.status.ConditionType.EgressReady;

import dev.avataroperator.operator.session.credential.Credentials;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.end.Course;
import dev.avataroperator.operator.session.end.Release;
import dev.avataroperator.operator.session.status.StatusWriter;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Requests.Request;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import java.time.Duration;

/**
 * The step for a session that others drive: they get credentials, the broker lets them in, and an
 * agent is sent to the room where the session asks for one. What becomes of it the room tells.
 */
public final class Drivers {
  private static final Duration AGAIN_SOON = Duration.ofSeconds(1);

  private final Parts parts;
  private final Outside outside;

  /** What it works with. */
  public record Parts(
      Credentials credentials,
      DriverEpochs epochs,
      Outside outside,
      Release release,
      Course course) {}

  private final StatusWriter status;

  public Drivers(Parts parts, StatusWriter status) {
    this.parts = parts;
    this.outside = parts.outside();
    this.status = status;
  }

  public void forget(String uid) {
    outside.dispatches().forget(uid);
    outside.presence().forget(uid);
  }

  /** Brings it one look closer to what it asks for. */
  public void drive(Turn turn, Accepted accepted) {
    if (isFree(turn)) {
      var plan = parts.epochs().plan(turn);
      if (isCleared(turn, plan) && provide(turn, accepted, plan)) {
        begin(turn, plan);
        send(turn, accepted);
        parts.course().isAtItsLimit(turn);
      }
    }
  }

  /** Keeps what runs supplied with credentials; nothing is started or sent. */
  public void attend(Turn turn, Accepted accepted) {
    var plan = parts.epochs().plan(turn);
    if (plan.kind() == StreamPlan.Kind.RUNNING) {
      provide(turn, accepted, plan);
    }
  }

  /** It isn't accepted: whoever drives it gets no more tokens. */
  public void refuse(Turn turn) {
    outside.broker().shut(turn);
  }

  /** A worker drives it now: what others had is taken away. False while that goes on. */
  public boolean leave(Turn turn) {
    outside.broker().remove(turn);
    if (!outside.dispatches().isLeftOver(turn)) {
      return true;
    }
    return isTakenBack(turn);
  }

  private boolean provide(Turn turn, Accepted accepted, StreamPlan plan) {
    turn.found(plan);
    var issued = parts.credentials().ensure(turn, accepted, plan);
    issued.ifPresent(turn::found);
    if (issued.isPresent()) {
      tell(turn, accepted, plan);
      if (outside.presence().observe(turn, accepted)) {
        turn.confirmed();
      }
    }
    return issued.isPresent();
  }

  /** Another driver's worker or agent leaves before this one is let in. */
  private boolean isFree(Turn turn) {
    if (!parts.release().endAtWorker(turn)) {
      turn.keepWorker();
      turn.again(AGAIN_SOON);
      turn.conditions()
          .isFalse(EgressReady, Reason.Restarting, "The worker that drove it has to end it first.");
      return false;
    }
    return !outside.dispatches().isLeftOver(turn) || isTakenBack(turn);
  }

  /** Who came with the credentials before leaves before others are issued. */
  private boolean isCleared(Turn turn, StreamPlan plan) {
    if (plan.kind() != StreamPlan.Kind.ASSIGN) {
      return true;
    }
    var problem = outside.presence().begins(turn);
    if (problem.isPresent()) {
      turn.again(AGAIN_SOON);
      turn.conditions().isFalse(EgressReady, Reason.EgressUnavailable, problem.get());
    }
    return problem.isEmpty();
  }

  private boolean isTakenBack(Turn turn) {
    var problem = outside.dispatches().takeBack(turn);
    if (problem.isPresent()) {
      turn.again(AGAIN_SOON);
      turn.conditions().isFalse(EgressReady, Reason.EgressUnavailable, problem.get());
      return false;
    }
    outside.dispatches().forgetNote(turn);
    return true;
  }

  /** Of an agent only its dispatch tells. */
  private static void tell(Turn turn, Accepted accepted, StreamPlan plan) {
    if (accepted.settings().drivenBy() != DrivenBy.AGENT) {
      turn.conditions()
          .isTrue(
              EgressReady,
              Reason.Issued,
              "The credentials to drive the session stand in Secret "
                  + EgressCredentials.name(turn)
                  + ".");
    } else if (plan.kind() == StreamPlan.Kind.ASSIGN) {
      turn.conditions()
          .isFalse(EgressReady, Reason.Pending, "The agent is about to be dispatched.");
    } else {
      turn.conditions().keep(EgressReady);
    }
  }

  /** A new epoch stands in the status before anybody is sent. */
  private void begin(Turn turn, StreamPlan plan) {
    if (plan.kind() == StreamPlan.Kind.ASSIGN) {
      turn.requests().actedOn(Request.RESTART);
      status.commit(turn);
      turn.found(DriverEpochs.running(plan.epoch()));
    }
  }

  private void send(Turn turn, Accepted accepted) {
    if (accepted.settings().drivenBy() != DrivenBy.AGENT) {
      return;
    }
    var agent = turn.session().getSpec().driver().agent().agentName();
    outside
        .dispatches()
        .ensure(turn, accepted)
        .ifPresentOrElse(
            why ->
                turn.conditions()
                    .isFalse(
                        EgressReady,
                        Reason.EgressUnavailable,
                        "Agent " + agent + " isn't dispatched yet. " + why),
            () ->
                turn.conditions()
                    .isTrue(
                        EgressReady,
                        Reason.Issued,
                        "Agent " + agent + " is dispatched to the room."));
  }
}
