package dev.avataroperator.operator.session.status;

import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.MediaPublishing;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.PlaylistProgress;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The step that says what the worker reports of the session at the avatar service. */
public final class Observation {
  private static final String CONNECTING = "Connecting to the avatar service.";
  private static final String ROLLING_OVER = "Rolling over to a new session at the avatar service.";
  private static final String LOST = "The connection to the avatar service was lost";
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Map<String, Instant> lostSince = new ConcurrentHashMap<>();
  private final PlaylistProgress progress;

  public Observation(PlaylistProgress progress) {
    this.progress = progress;
  }

  public void observe(Turn turn, SessionReport report) {
    turn.found(report);
    LatencyTarget.judge(turn, report);
    progress.heard(turn.uid(), EffectiveSession.of(turn.session()), report);
    switch (report.state()) {
      case Streaming -> streaming(turn, report);
      case Parked -> parked(turn);
      case Failed -> failed(turn, report);
      case Reconnecting, Waiting, Connecting -> connecting(turn, report);
      default -> throw new IllegalStateException("unknown state " + report.state());
    }
  }

  /** A new assignment: what was connected is rolling over. */
  public void connecting(Turn turn) {
    if (!isShortLoss(turn)) {
      turn.conditions().isFalse(EgressReady, Reason.Connecting, CONNECTING);
    } else {
      turn.conditions().isTrue(EgressReady, Reason.RollingOver, ROLLING_OVER).keep(MediaPublishing);
    }
  }

  public void forget(String uid) {
    lostSince.remove(uid);
    progress.forget(uid);
  }

  private void streaming(Turn turn, SessionReport report) {
    lostSince.remove(turn.uid());
    var problem = report.activity() == null ? null : report.activity().sourceProblem();
    if (problem == null) {
      turn.conditions()
          .isTrue(EgressReady, Reason.Connected, "The avatar service confirmed the session.");
    } else {
      turn.conditions().isTrue(EgressReady, Reason.SourceUnavailable, problem);
    }
  }

  /** What was connected stays so for ten seconds: a short loss isn't a failure. */
  private boolean isShortLoss(Turn turn) {
    var wasReady =
        turn.stored().map(status -> status.conditions()).orElse(List.of()).stream()
            .anyMatch(c -> c.getType().equals("EgressReady") && c.getStatus().equals("True"));
    if (!wasReady) {
      return false;
    }
    var until = lostSince.computeIfAbsent(turn.uid(), uid -> turn.now()).plus(GRACE);
    turn.again(until);
    return turn.now().isBefore(until);
  }

  /** Nothing is said, or it waits for its turn: it has no session at the service. */
  public void parked(Turn turn) {
    lostSince.remove(turn.uid());
    if (turn.conditions().get(EgressReady).isEmpty()) {
      turn.conditions()
          .isFalse(
              EgressReady,
              Reason.Parked,
              "Nothing is said, so the service's session is closed; the first audio opens"
                  + " another.");
    }
    turn.conditions()
        .isUnknown(MediaPublishing, Reason.Parked, "A parked avatar isn't in the room.");
  }

  private void failed(Turn turn, SessionReport report) {
    lostSince.remove(turn.uid());
    var reason = reason(report, Reason.ServiceUnavailable);
    turn.conditions().isFalse(EgressReady, reason, refusal(report.failure()));
  }

  private void connecting(Turn turn, SessionReport report) {
    var lost = report.state() == SessionReport.State.Reconnecting;
    if (isShortLoss(turn)) {
      turn.conditions()
          .isTrue(
              EgressReady,
              lost ? Reason.Reconnecting : Reason.RollingOver,
              lost ? LOST + because(report) : ROLLING_OVER);
    } else if (lost) {
      turn.conditions()
          .isFalse(EgressReady, reason(report, Reason.Reconnecting), LOST + because(report));
    } else if (report.failure() == null) {
      turn.conditions().isFalse(EgressReady, Reason.Connecting, CONNECTING);
    } else {
      turn.conditions()
          .isFalse(
              EgressReady,
              reason(report, Reason.Connecting),
              "Not connected to the avatar service yet" + because(report));
    }
  }

  private static String refusal(SessionReport.Failure failure) {
    if (failure == null) {
      return "The avatar service refused.";
    }
    var said = failure.message();
    var sentence = said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
    return (sentence + ". " + Advice.on(failure.code())).strip();
  }

  private static Reason reason(SessionReport report, Reason otherwise) {
    return report.failure() == null ? otherwise : Reason.of(report.failure().code());
  }

  private static String because(SessionReport report) {
    return report.failure() == null ? "." : ": " + report.failure().message();
  }
}
