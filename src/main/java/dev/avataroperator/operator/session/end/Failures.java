package dev.avataroperator.operator.session.end;

import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.operator.session.turn.EffectiveSession;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.Reason;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What counts as a failure: a session that was confirmed once and was then ended for good, or one
 * that isn't confirmed within startTimeout of the dial. What input, billing or the app are to blame
 * for never does: there only a person can help. Nor does waiting for the service's quota.
 */
public final class Failures {
  private static final Set<FailureCode> FOR_A_PERSON =
      EnumSet.of(
          FailureCode.AppUnrecognized,
          FailureCode.AvatarNotFound,
          FailureCode.InvalidEgressConfig,
          FailureCode.BillingRequired,
          FailureCode.CreditsExhausted);

  private final Map<String, Dial> dials = new ConcurrentHashMap<>();

  private record Dial(long epoch, Instant since) {}

  /** Why the session failed. */
  public record Failure(Reason reason, String message) {}

  /** The failure, if this is one; else the turn knows when to look again. */
  public Optional<Failure> of(Turn turn, SessionReport report) {
    var said = report.failure();
    if (report.state() == State.Failed && said != null) {
      dials.remove(turn.uid());
      return Ending.startedAt(turn).isEmpty() || FOR_A_PERSON.contains(said.code())
          ? Optional.empty()
          : Optional.of(
              new Failure(Reason.of(said.code()), "The session ended: " + said.message() + "."));
    }
    if (report.state() != State.Connecting || isWaiting(said)) {
      dials.remove(turn.uid());
      return Optional.empty();
    }
    return timeout(turn, report);
  }

  public void forget(String uid) {
    dials.remove(uid);
  }

  private Optional<Failure> timeout(Turn turn, SessionReport report) {
    var limit = EffectiveSession.of(turn.session()).startTimeout();
    var dial =
        dials.compute(
            turn.uid(),
            (uid, known) ->
                known != null && known.epoch() == report.epoch()
                    ? known
                    : new Dial(report.epoch(), turn.now()));
    var end = dial.since().plus(limit);
    if (turn.now().isBefore(end)) {
      turn.again(end);
      return Optional.empty();
    }
    var because = report.failure() == null ? "." : ": " + report.failure().message();
    return Optional.of(
        new Failure(
            Reason.StartTimeout,
            "The avatar service didn't confirm within " + GoDuration.format(limit) + because));
  }

  private static boolean isWaiting(SessionReport.Failure said) {
    return said != null
        && (said.code() == FailureCode.QuotaExceeded || FOR_A_PERSON.contains(said.code()));
  }
}
