package dev.avataroperator.worker.service;

import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.SessionReport.State;
import dev.avataroperator.credential.Backoff;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.egress.EgressDial;
import dev.avataroperator.egress.EgressDialer;
import dev.avataroperator.egress.EgressDialer.Confirmed;
import dev.avataroperator.egress.EgressException;
import dev.avataroperator.egress.EgressFailure;
import dev.avataroperator.egress.PlaybackSignal;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Keeps one session connected to the avatar service: dials with unused tokens, and dials again as
 * the failure's type allows. Belongs to one event loop.
 */
public final class ServiceLink {
  /** A connection that lived this long was a good one: back-off begins anew after it. */
  private static final long STABLE = Duration.ofSeconds(10).toNanos();

  private final EgressDialer dialer;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Backoff backoff;
  private final Owner owner;
  private final TokenLedger tokens = new TokenLedger();
  private Assignment assignment;
  private EgressDial dial;
  private Confirmed confirmed;
  private SessionReport.Failure failure;
  private boolean wasConfirmed;
  private boolean blocked;
  private boolean failed;
  private int failures;
  private int refusedTokens;
  private long redialAt;
  private long confirmedAt;

  /** What the session hears of its connection. */
  public interface Owner {
    void connected(Confirmed confirmed);

    void disconnected(EgressFailure failure);

    void animation(String requestId, boolean end);

    void playback(PlaybackSignal signal);

    void requestFailed(String requestId, EgressFailure failure);

    /** The state, the failure or the used tokens are others now. */
    void linkChanged();
  }

  /** Where a link gets connections and time from. */
  public record Sources(EgressDialer dialer, Clock clock, LongSupplier nanoTime, Backoff backoff) {}

  public ServiceLink(Sources sources, Owner owner) {
    this.dialer = sources.dialer();
    this.clock = sources.clock();
    this.nanoTime = sources.nanoTime();
    this.backoff = sources.backoff();
    this.owner = owner;
    this.redialAt = nanoTime.getAsLong();
  }

  /** Takes an assignment of the same epoch; what it changes can end a refusal. */
  public void assign(Assignment fresh) {
    var otherEgress = assignment != null && !fresh.egress().equals(assignment.egress());
    var otherTokens = tokens.hold(fresh.sessionTokens());
    assignment = fresh;
    if (otherEgress || otherTokens) {
      blocked = false;
      failed = false;
    }
    if (fresh.desired() == Assignment.Desired.Parked) {
      park();
    }
    tick();
  }

  /** Dials when a connection is wanted, allowed and due. */
  public void tick() {
    var idle = dial == null && confirmed == null;
    if (isWanted() && idle && !blocked && nanoTime.getAsLong() - redialAt >= 0) {
      tokens.take(clock.instant()).ifPresent(this::dial);
    }
  }

  public State state() {
    if (assignment != null && assignment.desired() == Assignment.Desired.Parked) {
      return State.Parked;
    }
    if (confirmed != null) {
      return State.Streaming;
    }
    if (failed) {
      return State.Failed;
    }
    if (blocked || !isWanted()) {
      return State.Waiting;
    }
    if (wasConfirmed) {
      return State.Reconnecting;
    }
    return dial != null || isBackingOff() ? State.Connecting : State.Waiting;
  }

  public SessionReport.Failure failure() {
    return failure;
  }

  public String connectionId() {
    return confirmed == null ? null : confirmed.connectionId();
  }

  public List<Long> usedGenerations() {
    return tokens.usedGenerations();
  }

  /** Closes with 1000; nothing is heard of the connection afterwards. */
  public Future<Void> hangUp() {
    if (dial != null) {
      var given = dial;
      dial = null;
      given.cancel();
    }
    var open = confirmed;
    confirmed = null;
    return open == null ? Future.succeededFuture() : open.connection().close();
  }

  /** What follows is a new beginning, without back-off. */
  private void park() {
    hangUp();
    failure = null;
    failures = 0;
    refusedTokens = 0;
    wasConfirmed = false;
    redialAt = nanoTime.getAsLong();
  }

  private boolean isWanted() {
    return assignment != null && assignment.desired() == Assignment.Desired.Running;
  }

  private boolean isBackingOff() {
    return nanoTime.getAsLong() - redialAt < 0;
  }

  private void dial(Assignment.SessionToken token) {
    owner.linkChanged();
    var listener = new LinkListener(this);
    var attempt = dialer.dial(Targets.of(assignment.egress()), token.token(), listener);
    dial = attempt;
    attempt
        .confirmed()
        .onSuccess(fresh -> confirmed(attempt, listener, fresh))
        .onFailure(cause -> refused(attempt, token, cause));
  }

  private void confirmed(EgressDial attempt, LinkListener listener, Confirmed fresh) {
    if (dial != attempt) {
      fresh.connection().close();
      return;
    }
    dial = null;
    confirmed = fresh;
    confirmedAt = nanoTime.getAsLong();
    wasConfirmed = true;
    failure = null;
    refusedTokens = 0;
    listener.bind(fresh);
    owner.connected(fresh);
    owner.linkChanged();
  }

  private void refused(EgressDial attempt, Assignment.SessionToken token, Throwable cause) {
    if (dial != attempt) {
      return;
    }
    dial = null;
    var typed = cause instanceof EgressException exception ? exception : unexpected(cause);
    if (!typed.tokenPresented()) {
      tokens.giveBack(token);
    }
    failures++;
    plan(typed.failure());
    owner.linkChanged();
  }

  /** The connection ended without our asking. */
  void closed(Confirmed which, EgressFailure why) {
    if (confirmed != which) {
      return;
    }
    confirmed = null;
    failures = nanoTime.getAsLong() - confirmedAt >= STABLE ? 1 : failures + 1;
    owner.disconnected(why);
    plan(why);
    owner.linkChanged();
  }

  Owner owner() {
    return owner;
  }

  boolean isCurrent(Confirmed which) {
    return confirmed != null && confirmed == which;
  }

  /** A token that is refused after an outage doesn't wait for as long as the outage taught. */
  private void plan(EgressFailure why) {
    var next = Redial.after(why);
    failure = new SessionReport.Failure(why.code(), why.message(), next != Redial.NEVER);
    failed = next == Redial.NEVER;
    blocked = failed || next == Redial.WHEN_TOLD;
    var inARow = why instanceof EgressFailure.TokenRefused ? ++refusedTokens : failures;
    var atOnce = next == Redial.AT_ONCE && inARow == 1;
    var wait = atOnce ? Duration.ZERO : backoff.after(inARow);
    redialAt = nanoTime.getAsLong() + wait.toNanos();
  }

  private static EgressException unexpected(Throwable cause) {
    var message = "The connection failed: " + cause.getClass().getSimpleName();
    return new EgressException(new EgressFailure.Outage(FailureCode.ServiceUnavailable, message));
  }
}
