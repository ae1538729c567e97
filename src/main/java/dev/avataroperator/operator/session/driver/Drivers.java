package dev.avataroperator.operator.session.driver;

import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.MediaPublishing;

import dev.avataroperator.operator.session.credential.Credentials;
import dev.avataroperator.operator.session.credential.EgressCredentials;
import dev.avataroperator.operator.session.end.Course;
import dev.avataroperator.operator.session.end.Failures.Failure;
import dev.avataroperator.operator.session.end.Release;
import dev.avataroperator.operator.session.status.StatusWriter;
import dev.avataroperator.operator.session.turn.Accepted;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Requests.Request;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * The step for a session that others drive: they get credentials, the broker lets them in, and an
 * agent is sent to the room where the session asks for one. What becomes of it the room tells.
 */
public final class Drivers {
  private static final Duration AGAIN_SOON = Duration.ofSeconds(1);

  private final Parts parts;
  private final Outside outside;
  private final StatusWriter status;

  /** What it works with. */
  public record Parts(
      Credentials credentials,
      DriverEpochs epochs,
      Outside outside,
      Release release,
      Course course) {}

  public Drivers(Parts parts, StatusWriter status) {
    this.parts = parts;
    this.outside = parts.outside();
    this.status = status;
  }

  public void forget(String uid) {
    outside.dispatches().forget(uid);
    outside.avatar().forget(uid);
  }

  /** Brings it one look closer to what it asks for. */
  public void drive(Turn turn, Accepted accepted) {
    if (freeSeat(turn)) {
      observe(turn);
      var plan = parts.epochs().plan(turn);
      if (provide(turn, accepted, plan)) {
        begin(turn, plan);
        if (!parts.course().endAtItsLimit(turn) && !endIfLost(turn, accepted)) {
          send(turn, accepted);
        }
      }
    }
  }

  /**
   * What was left behind when it ended before: true when nothing is. Until then it doesn't begin
   * again.
   */
  public boolean settle(Turn turn) {
    var problem =
        outside.dispatches().isOwed(turn)
            ? outside.dispatches().takeBack(turn)
            : Optional.<String>empty();
    problem.ifPresent(
        why -> {
          turn.again(AGAIN_SOON);
          turn.conditions().isFalse(ConditionType.Accepted, Reason.Pending, why);
        });
    return problem.isEmpty();
  }

  /** Whether something of it is still to be taken back, though it has ended. */
  public boolean owes(Turn turn) {
    return outside.dispatches().isOwed(turn);
  }

  /** Under which epoch it goes on, or begins next. */
  public StreamPlan plan(Turn turn) {
    return parts.epochs().plan(turn);
  }

  /** Keeps what runs supplied with credentials; nothing is started or sent. */
  public void attend(Turn turn, Accepted accepted) {
    observe(turn);
    var plan = parts.epochs().plan(turn);
    if (plan.kind() == StreamPlan.Kind.RUNNING) {
      provide(turn, accepted, plan);
    }
  }

  /** It isn't accepted: whoever drives it gets no more tokens; what is in its room is told. */
  public void refuse(Turn turn) {
    outside.broker().shut(turn);
    observe(turn);
  }

  /** Whatever becomes of its credentials, its avatar may be there. */
  private void observe(Turn turn) {
    if (!DrivenBy.of(turn.session()).isWorker() && Ending.isProvided(turn.session())) {
      outside.avatar().observe(turn);
    }
  }

  /** A worker drives it now: what others had is taken away. False while that goes on. */
  public boolean leave(Turn turn) {
    outside.broker().remove(turn);
    if (!outside.dispatches().isLeftOver(turn)) {
      return true;
    }
    return takeBack(turn);
  }

  private boolean provide(Turn turn, Accepted accepted, StreamPlan plan) {
    turn.found(plan);
    var issued = parts.credentials().ensure(turn, accepted, plan);
    if (issued.isEmpty() || !clearRoom(turn, plan)) {
      return false;
    }
    turn.found(issued.get());
    tell(turn, accepted, plan);
    outside.avatar().observe(turn);
    parts.course().seen(turn);
    return true;
  }

  /** Another driver's worker or agent leaves before this one is let in. */
  private boolean freeSeat(Turn turn) {
    if (!parts.release().endAtWorker(turn)) {
      turn.keepWorker();
      turn.again(AGAIN_SOON);
      turn.conditions()
          .isFalse(EgressReady, Reason.Restarting, "The worker that drove it has to end it first.");
      return false;
    }
    return !outside.dispatches().isLeftOver(turn) || takeBack(turn);
  }

  /** Once there are others, who came with the credentials before leaves before they count. */
  private boolean clearRoom(Turn turn, StreamPlan plan) {
    if (plan.kind() != StreamPlan.Kind.ASSIGN) {
      return true;
    }
    var problem = outside.avatar().begins(turn);
    if (problem.isPresent()) {
      turn.again(AGAIN_SOON);
      turn.conditions().isFalse(EgressReady, Reason.EgressUnavailable, problem.get());
    }
    return problem.isEmpty();
  }

  private boolean takeBack(Turn turn) {
    var problem = outside.dispatches().takeBack(turn);
    if (problem.isPresent()) {
      turn.again(AGAIN_SOON);
      turn.conditions().isFalse(EgressReady, Reason.EgressUnavailable, problem.get());
      return false;
    }
    return true;
  }

  /** Of an agent only its dispatch tells. From when somebody may drive, its time counts. */
  private static void tell(Turn turn, Accepted accepted, StreamPlan plan) {
    if (accepted.settings().drivenBy() != DrivenBy.AGENT) {
      turn.confirmed();
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

  /** True when the avatar was there and it isn't for the driver to bring it back. */
  private boolean endIfLost(Turn turn, Accepted accepted) {
    if (!outside.avatar().isLost(turn)) {
      return false;
    }
    var why = turn.conditions().get(MediaPublishing).orElseThrow().getMessage();
    var isAgents = accepted.settings().drivenBy() == DrivenBy.AGENT;
    if (isAgents || parts.course().mayNotStartAgain(turn)) {
      lost(turn, new Failure(Reason.TrackMissing, why));
      return true;
    }
    turn.conditions()
        .isFalse(
            MediaPublishing,
            Reason.TrackMissing,
            why
                + " It was there before: have the driver connect again, what stands in Secret "
                + EgressCredentials.name(turn)
                + " is good.");
    return false;
  }

  /** It ends, or another agent is sent after a pause, once the one before is called back. */
  private void lost(Turn turn, Failure failure) {
    if (parts.course().mayNotStartAgain(turn)) {
      parts.course().fail(turn, failure);
      return;
    }
    var problem = outside.dispatches().replace(turn);
    if (problem.isPresent()) {
      turn.again(AGAIN_SOON);
      turn.conditions().isFalse(EgressReady, Reason.EgressUnavailable, problem.get());
    } else {
      parts.course().startAgain(turn, failure);
    }
  }

  private void send(Turn turn, Accepted accepted) {
    if (accepted.settings().drivenBy() != DrivenBy.AGENT) {
      return;
    }
    var found = outside.dispatches().watch().ensure(turn, accepted);
    switch (found.kind()) {
      case SENT -> {
        turn.confirmed();
        turn.conditions().isTrue(EgressReady, Reason.Issued, found.message());
      }
      case NOT_SENT ->
          turn.conditions().isFalse(EgressReady, Reason.EgressUnavailable, found.message());
      default -> lost(turn, new Failure(Reason.TrackMissing, found.message()));
    }
  }
}
