package dev.avataroperator.operator.session;

import static dev.avataroperator.status.ConditionType.EgressReady;
import static dev.avataroperator.status.ConditionType.MediaPublishing;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The step that says what the worker reports of the session at the avatar service. */
final class Observation {
  static final String CONNECTING = "Connecting to the avatar service.";
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration BILLING_RETRY = Duration.ofMinutes(10);

  private final Map<String, Instant> lostSince = new ConcurrentHashMap<>();
  private final PlaylistProgress progress;

  Observation(PlaylistProgress progress) {
    this.progress = progress;
  }

  void observe(Turn turn, SessionReport report) {
    turn.found(report);
    progress.heard(turn.uid(), EffectiveSession.of(turn.session()), report);
    if (report.state() != SessionReport.State.Reconnecting) {
      lostSince.remove(turn.uid());
    }
    switch (report.state()) {
      case Streaming -> streaming(turn, report);
      case Reconnecting -> reconnecting(turn, report);
      case Failed -> failed(turn, report);
      case Waiting, Connecting -> connecting(turn, report);
      default -> throw new IllegalStateException("unknown state " + report.state());
    }
    turn.conditions()
        .isUnknown(
            MediaPublishing,
            Reason.NotObservable,
            "Whether people see and hear the avatar isn't observed in this version.");
  }

  void forget(String uid) {
    lostSince.remove(uid);
    progress.forget(uid);
  }

  private static void streaming(Turn turn, SessionReport report) {
    var problem = report.activity() == null ? null : report.activity().sourceProblem();
    if (problem == null) {
      turn.conditions()
          .isTrue(EgressReady, Reason.Connected, "The avatar service confirmed the session.");
    } else {
      turn.conditions().isTrue(EgressReady, Reason.SourceUnavailable, problem);
    }
  }

  /** A short loss isn't a failure: the condition stays as it was for ten seconds. */
  private void reconnecting(Turn turn, SessionReport report) {
    var since = lostSince.computeIfAbsent(turn.uid(), uid -> turn.now());
    var why = "The connection to the avatar service was lost" + because(report);
    if (turn.now().isBefore(since.plus(GRACE))) {
      turn.again(since.plus(GRACE));
      turn.conditions().isTrue(EgressReady, Reason.Reconnecting, why);
    } else {
      turn.conditions().isFalse(EgressReady, reason(report, Reason.Reconnecting), why);
    }
  }

  private static void failed(Turn turn, SessionReport report) {
    var reason = reason(report, Reason.ServiceUnavailable);
    turn.conditions().isFalse(EgressReady, reason, "The avatar service refused" + because(report));
    if (reason == Reason.BillingRequired || reason == Reason.CreditsExhausted) {
      turn.again(BILLING_RETRY);
    }
  }

  private static void connecting(Turn turn, SessionReport report) {
    if (report.failure() == null) {
      turn.conditions().isFalse(EgressReady, Reason.Connecting, CONNECTING);
    } else {
      turn.conditions()
          .isFalse(
              EgressReady,
              reason(report, Reason.Connecting),
              "Not connected to the avatar service yet" + because(report));
    }
  }

  private static Reason reason(SessionReport report, Reason otherwise) {
    return report.failure() == null ? otherwise : Reason.of(report.failure().code());
  }

  private static String because(SessionReport report) {
    return report.failure() == null ? "." : ": " + report.failure().message();
  }
}
