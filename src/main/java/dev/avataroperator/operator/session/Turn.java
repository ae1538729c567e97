package dev.avataroperator.operator.session;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One look at one session: the resource as it was read, the conditions found so far, and when to
 * look again. A step that can't go on says why in a condition and answers empty.
 */
final class Turn {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private AvatarSession session;
  private final Conditions conditions;
  private final Instant now;
  private Instant next;
  private boolean unobserved;
  private boolean workerKept;
  private Accepted accepted;
  private Issued issued;
  private Plan plan;
  private SessionReport report;

  Turn(AvatarSession session, Instant now) {
    this.session = session;
    this.now = now;
    var stored = session.getStatus() == null ? null : session.getStatus().conditions();
    this.conditions = Conditions.after(stored, session.getMetadata().getGeneration(), now);
  }

  AvatarSession session() {
    return session;
  }

  String uid() {
    return session.getMetadata().getUid();
  }

  String namespace() {
    return session.getMetadata().getNamespace();
  }

  String name() {
    return session.getMetadata().getName();
  }

  /** For logs. */
  String label() {
    return namespace() + "/" + name();
  }

  Optional<AvatarSessionStatus> stored() {
    return Optional.ofNullable(session.getStatus());
  }

  long storedEpoch() {
    return stored().map(AvatarSessionStatus::epoch).orElse(0L);
  }

  Conditions conditions() {
    return conditions;
  }

  Instant now() {
    return now;
  }

  /** When what is minted in this turn is issued: now, in whole seconds. */
  Instant issueTime() {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Ends the turn's steps: the condition is false. */
  <T> Optional<T> stop(ConditionType type, Reason reason, String message) {
    conditions.isFalse(type, reason, message);
    return Optional.empty();
  }

  /**
   * Ends the turn's steps: what the session refers to isn't there. What is applied together comes
   * in any order, so a young session waits before it calls for a person.
   */
  <T> Optional<T> missing(ConditionType type, Reason reason, String message) {
    var patience = Instant.parse(session.getMetadata().getCreationTimestamp()).plus(PATIENCE);
    if (now.isBefore(patience)) {
      again(patience);
      return stop(type, Reason.Pending, message);
    }
    return stop(type, reason, message);
  }

  /** Ends the turn's steps: what matters isn't known yet, so the stored status stays. */
  <T> Optional<T> awaitFacts() {
    unobserved = true;
    return Optional.empty();
  }

  boolean isUnobserved() {
    return unobserved;
  }

  void found(Accepted found) {
    accepted = found;
  }

  void found(Plan found) {
    plan = found;
    report = found.report().orElse(report);
  }

  void found(Issued found) {
    issued = found;
  }

  void found(SessionReport found) {
    report = found;
  }

  /** The worker may still run it, so it stays named. */
  void keepWorker() {
    workerKept = true;
  }

  boolean isWorkerKept() {
    return workerKept;
  }

  /** The resource as it was written in the middle of the turn. */
  void rebase(AvatarSession written) {
    session = written;
  }

  Optional<Accepted> accepted() {
    return Optional.ofNullable(accepted);
  }

  Optional<Issued> issued() {
    return Optional.ofNullable(issued);
  }

  Optional<Plan> plan() {
    return Optional.ofNullable(plan);
  }

  Optional<SessionReport> report() {
    return Optional.ofNullable(report);
  }

  /** Asks for another look at the given time, if none is asked for earlier. */
  void again(Instant at) {
    if (next == null || at.isBefore(next)) {
      next = at;
    }
  }

  void again(Duration in) {
    again(now.plus(in));
  }

  Optional<Duration> untilNext() {
    return Optional.ofNullable(next)
        .map(at -> Duration.between(now, at))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }
}
