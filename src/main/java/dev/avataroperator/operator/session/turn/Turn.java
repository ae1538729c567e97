package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.UsageStatus;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.Patience;
import dev.avataroperator.operator.rooms.Sight;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Conditions;
import dev.avataroperator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One look at one session: the resource as it was read, the conditions found so far, and when to
 * look again. A step that can't go on says why in a condition and answers empty.
 */
public final class Turn {
  private AvatarSession session;
  private final Conditions conditions;
  private final Requests requests;
  private final Instant now;
  private Instant next;
  private boolean unobserved;
  private boolean workerKept;
  private boolean emptied;
  private boolean confirmed;
  private Start start;
  private Instant began;
  private Accepted accepted;
  private Issued issued;
  private StreamPlan plan;
  private SessionReport report;
  private UsageStatus usage;
  private Sight sight = Sight.unknown();
  private List<CredentialStatus> renewed = List.of();

  public Turn(AvatarSession session, Instant now) {
    this.session = session;
    this.now = now;
    this.requests = Requests.of(session);
    var stored = session.getStatus() == null ? null : session.getStatus().conditions();
    this.conditions = Conditions.after(stored, generation(), now);
  }

  public AvatarSession session() {
    return session;
  }

  public String uid() {
    return session.getMetadata().getUid();
  }

  public String namespace() {
    return session.getMetadata().getNamespace();
  }

  public String name() {
    return session.getMetadata().getName();
  }

  /** For logs. */
  public String label() {
    return namespace() + "/" + name();
  }

  public Optional<AvatarSessionStatus> stored() {
    return Optional.ofNullable(session.getStatus());
  }

  public Optional<Condition> storedCondition(ConditionType type) {
    return stored()
        .flatMap(status -> Optional.ofNullable(status.conditions()))
        .flatMap(
            known ->
                known.stream()
                    .filter(condition -> condition.getType().equals(type.name()))
                    .findFirst());
  }

  public long storedEpoch() {
    return stored().map(AvatarSessionStatus::epoch).orElse(0L);
  }

  /** What people ask for by annotation. */
  public Requests requests() {
    return requests;
  }

  public Conditions conditions() {
    return conditions;
  }

  public Instant now() {
    return now;
  }

  /** When what is minted in this turn is issued: now, in whole seconds. */
  public Instant issueTime() {
    return now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Ends the turn's steps: the condition is false. */
  public <T> Optional<T> stop(ConditionType type, Reason reason, String message) {
    conditions.isFalse(type, reason, message);
    return Optional.empty();
  }

  /**
   * Ends the turn's steps: what the session refers to isn't there. What is applied together comes
   * in any order, so a young session waits before it calls for a person.
   */
  public <T> Optional<T> missing(ConditionType type, Reason reason, String message) {
    var patience = Patience.left(session, now);
    if (patience.isPresent()) {
      again(patience.get());
      return stop(type, Reason.Pending, message);
    }
    return stop(type, reason, message);
  }

  /** Ends the turn's steps: what matters isn't known yet, so the stored status stays. */
  public <T> Optional<T> awaitFacts() {
    unobserved = true;
    return Optional.empty();
  }

  public boolean isUnobserved() {
    return unobserved;
  }

  public void found(Accepted found) {
    accepted = found;
  }

  public void found(StreamPlan found) {
    plan = found;
    report = found.report().orElse(report);
  }

  public void found(Issued found) {
    issued = found;
  }

  public void found(SessionReport found) {
    report = found;
  }

  /** All that was counted so far, as far as its worker has told. */
  public void used(UsageStatus counted) {
    usage = counted;
  }

  /** What was counted so far: as told in this turn, else as stored. */
  public Optional<UsageStatus> usage() {
    return Optional.ofNullable(usage).or(() -> stored().map(AvatarSessionStatus::usage));
  }

  public void found(Sight found) {
    sight = found;
  }

  /** What its room shows. */
  public Sight sight() {
    return sight;
  }

  /** How a session begins after this turn. */
  public enum Start {
    /** After a failure: the run goes on, the playlist too. */
    AGAIN,
    /** From the first item, with a new maxDuration. */
    ANEW
  }

  /** Its worker has ended it, so that it can start once more. */
  public void start(Start again) {
    start = again;
  }

  public Optional<Start> started() {
    return Optional.ofNullable(start);
  }

  /** Nothing of it is left at a worker or in Secrets, though it isn't finished. */
  public void emptied() {
    emptied = true;
  }

  public boolean isEmptied() {
    return emptied;
  }

  /** Its avatar is where it is to be, though no worker says so: from now on its time counts. */
  public void confirmed() {
    confirmed = true;
  }

  public boolean isConfirmed() {
    return confirmed;
  }

  /** When its run began, by what is left where a status doesn't say. */
  public void began(Instant at) {
    began = at;
  }

  Optional<Instant> began() {
    return Optional.ofNullable(began);
  }

  /** The generation that this turn acts on: none but the one before while paused. */
  public long generation() {
    var observed =
        stored()
            .filter(status -> requests.isPaused())
            .map(AvatarSessionStatus::observedGeneration)
            .orElse(session.getMetadata().getGeneration());
    return observed == null ? 0 : observed;
  }

  /** The worker may still run it, so it stays named. */
  public void keepWorker() {
    workerKept = true;
  }

  public boolean isWorkerKept() {
    return workerKept;
  }

  /** The resource as it was written in the middle of the turn. */
  public void rebase(AvatarSession written) {
    session = written;
  }

  public Optional<Accepted> accepted() {
    return Optional.ofNullable(accepted);
  }

  public Optional<Issued> issued() {
    return Optional.ofNullable(issued);
  }

  /** Some of the credentials, where not all could be looked at. */
  public void renewed(List<CredentialStatus> some) {
    renewed = List.copyOf(some);
  }

  /** Those of the whole session: as issued in this turn, or as stored with what was renewed. */
  public Optional<List<CredentialStatus>> credentials() {
    return Optional.ofNullable(issued)
        .map(Issued::statuses)
        .or(() -> stored().map(AvatarSessionStatus::credentials).map(this::withRenewed));
  }

  private List<CredentialStatus> withRenewed(List<CredentialStatus> before) {
    var names = renewed.stream().map(CredentialStatus::name).toList();
    var kept = before.stream().filter(credential -> !names.contains(credential.name()));
    return Stream.concat(kept, renewed.stream()).toList();
  }

  public Optional<StreamPlan> plan() {
    return Optional.ofNullable(plan);
  }

  public Optional<SessionReport> report() {
    return Optional.ofNullable(report);
  }

  /** Asks for another look at the given time, if none is asked for earlier. */
  public void again(Instant at) {
    if (next == null || at.isBefore(next)) {
      next = at;
    }
  }

  public void again(Duration in) {
    again(now.plus(in));
  }

  public Optional<Duration> untilNext() {
    return Optional.ofNullable(next)
        .map(at -> Duration.between(now, at))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }
}
