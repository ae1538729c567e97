package dev.avataroperator.operator.session.credential;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.operator.session.turn.Attempts;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import java.time.Duration;

/**
 * Whether a further session token may be minted now, given how the worker's connection fares. After
 * a refusal that can pass it is tried again with growing delay, billing every ten minutes; the
 * connection's own outages are the worker's matter, and input errors wait for a person.
 */
final class TopUps {
  private static final Duration BILLING_RETRY = Duration.ofMinutes(10);

  private final Attempts refusals;

  TopUps(Backoff backoff) {
    refusals = new Attempts(backoff);
  }

  void forget(String uid) {
    refusals.succeeded(uid);
  }

  boolean may(Turn turn, StreamPlan plan) {
    if (plan.isStreaming()) {
      refusals.succeeded(turn.uid());
    }
    var code = plan.failure().map(SessionReport.Failure::code);
    if (code.isEmpty() || code.get() == FailureCode.ServiceUnavailable) {
      return true;
    }
    var least = StreamPlan.isBilling(code.get()) ? BILLING_RETRY : Duration.ZERO;
    if (!plan.failure().get().retryable() && least.isZero()) {
      return false;
    }
    var may = refusals.mayTry(turn.uid(), turn.now(), least);
    turn.again(refusals.nextTry(turn.uid()));
    return may;
  }
}
