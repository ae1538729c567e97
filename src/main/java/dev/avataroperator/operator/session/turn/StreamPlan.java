package dev.avataroperator.operator.session.turn;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.operator.workers.Worker;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a session streams and under which epoch.
 *
 * @param worker the line to the worker; absent for NOWHERE and SETTLING, and for HOLDING where the
 *     worker isn't in the pool
 * @param previous another worker that runs it and must end it first
 * @param report what that worker says of this epoch, if it runs it
 * @param message why, for people
 * @param isParked whether it is to hold no session at the service
 */
public record StreamPlan(
    Kind kind,
    long epoch,
    Optional<Worker> worker,
    Optional<Worker> previous,
    Optional<SessionReport> report,
    String message,
    boolean isParked) {

  public static StreamPlan running(Worker worker, SessionReport report) {
    return new StreamPlan(
        Kind.RUNNING,
        report.epoch(),
        Optional.of(worker),
        Optional.empty(),
        Optional.of(report),
        "",
        false);
  }

  /** It is to be sent to the worker, or sent again. */
  public static StreamPlan on(Worker worker, Kind kind, long epoch, String why) {
    return new StreamPlan(
        kind, epoch, Optional.of(worker), Optional.empty(), Optional.empty(), why, false);
  }

  public static StreamPlan holding(Optional<Worker> worker, long epoch, String why) {
    return new StreamPlan(
        Kind.HOLDING, epoch, worker, Optional.empty(), Optional.empty(), why, false);
  }

  /** There is no worker for it, yet or at all. */
  public static StreamPlan without(Kind kind, long epoch, String why) {
    return new StreamPlan(
        kind, epoch, Optional.empty(), Optional.empty(), Optional.empty(), why, false);
  }

  /** The same, once the worker that runs it has ended it. */
  public StreamPlan leaving(Worker old) {
    return new StreamPlan(kind, epoch, worker, Optional.of(old), report, message, isParked);
  }

  /** The same, without a session at the service. */
  public StreamPlan parked() {
    return new StreamPlan(kind, epoch, worker, previous, report, message, true);
  }

  /** What is to be done. */
  public enum Kind {
    /** The worker runs it: keep it current. */
    RUNNING,
    /** The worker can't be reached now; nothing may be moved. */
    HOLDING,
    /** Assign it under a new epoch. */
    ASSIGN,
    /** The assignment of this epoch never reached the worker: send it. */
    RESEND,
    /** The pool's workers are only just being dialled. */
    SETTLING,
    /** No worker has room. */
    NOWHERE
  }

  /** Its worker holds it without a session at the service. */
  public boolean standsParked() {
    return report.filter(said -> said.state() == SessionReport.State.Parked).isPresent();
  }

  public boolean isStreaming() {
    return report.filter(said -> said.state() == SessionReport.State.Streaming).isPresent();
  }

  /** Why the last connection was refused or lost, unless it streams again. */
  public Optional<SessionReport.Failure> failure() {
    return isStreaming() ? Optional.empty() : report.map(SessionReport::failure);
  }

  /** The worker waits to be told: it tries again only with a token that it didn't have. */
  public boolean waitsForToken() {
    return failure()
        .map(SessionReport.Failure::code)
        .filter(code -> code == FailureCode.QuotaExceeded || isBilling(code))
        .isPresent();
  }

  public static boolean isBilling(FailureCode code) {
    return code == FailureCode.BillingRequired || code == FailureCode.CreditsExhausted;
  }

  /** The session tokens of this epoch that were presented to the service. */
  public Set<Long> usedGenerations() {
    return report
        .map(SessionReport::usedGenerations)
        .map(used -> used == null ? List.<Long>of() : used)
        .<Set<Long>>map(Set::copyOf)
        .orElse(Set.of());
  }
}
