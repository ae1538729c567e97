package dev.avataroperator.operator.session.status;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.IngestStatus;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.credential.SessionTokens;
import dev.avataroperator.operator.session.turn.DrivenBy;
import dev.avataroperator.operator.session.turn.Ending;
import dev.avataroperator.operator.session.turn.Issued;
import dev.avataroperator.operator.session.turn.StreamPlan;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.operator.session.turn.Waiting;
import dev.avataroperator.rtc.Participant;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.SessionState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Computes the whole status of a session from what a turn found; changes nothing. */
public final class StatusAssembly {
  private static final Set<String> READY = Set.of("Ready", "Degraded");

  private final Measurements measurements;

  public StatusAssembly(Measurements measurements) {
    this.measurements = measurements;
  }

  AvatarSessionStatus assemble(Turn turn) {
    var stored = turn.stored().filter(status -> status.finishedAt() == null);
    var conditions = turn.conditions();
    var state = Verdict.pass(conditions, needs(turn), turn.requests().isPaused());
    var finished =
        conditions.holds(ConditionType.Completed) || conditions.holds(ConditionType.Failed);
    var ended = finished || turn.isEmptied() || state == SessionState.Suspended;
    var credentials = ended ? List.<CredentialStatus>of() : credentials(turn, stored);
    var measured = measurements.of(turn, conditions.list());
    return new StatusDraft()
        .observedGeneration(turn.generation())
        .conditions(conditions.list())
        .state(state.name())
        .region(region(turn, stored))
        .worker(worker(turn, hasLeftItsWorker(turn, ended)))
        .epoch(epoch(turn))
        .connectionId(ended || turn.started().isPresent() ? null : connectionId(turn, stored))
        .startedAt(isNewRun(turn, state) ? null : startedAt(turn))
        .waitedSeconds(isNewRun(turn, state) ? null : Waiting.secondsIn(turn, state))
        .finishedAt(finished ? Ending.time(turn.now()) : null)
        .attempts(attempts(turn, stored))
        .credentials(credentials)
        .latency(measured.latency())
        .rtc(RoomStatus.of(turn, ended || turn.started().isPresent(), measured.people()))
        .expiresAt(expiry(turn, stored, credentials))
        .usage(measured.usage())
        .ingest(ended ? null : ingest(turn, stored))
        .handled(turn.requests().handled())
        .build();
  }

  private static String region(Turn turn, Optional<AvatarSessionStatus> stored) {
    return turn.accepted()
        .map(accepted -> accepted.service().regions().get(0).name())
        .orElse(stored.map(AvatarSessionStatus::region).orElse(null));
  }

  /** That a token was used isn't worth a write by itself: what follows from it will be. */
  private static List<CredentialStatus> credentials(
      Turn turn, Optional<AvatarSessionStatus> stored) {
    var fresh =
        turn.credentials()
            .filter(known -> turn.issued().isPresent() || stored.isPresent())
            .orElse(null);
    var before = kept(stored);
    var isNews =
        fresh == null
            || before == null
            || !turn.conditions().list().equals(stored.get().conditions())
            || !unrenewed(fresh).equals(unrenewed(before));
    return isNews ? fresh : before;
  }

  private static String expiry(
      Turn turn, Optional<AvatarSessionStatus> stored, List<CredentialStatus> credentials) {
    return stored.isPresent() && credentials == kept(stored)
        ? stored.get().expiresAt()
        : earliest(turn, credentials);
  }

  private static List<CredentialStatus> kept(Optional<AvatarSessionStatus> stored) {
    return stored.map(AvatarSessionStatus::credentials).orElse(null);
  }

  private static List<CredentialStatus> unrenewed(List<CredentialStatus> credentials) {
    return credentials.stream()
        .map(
            c ->
                new CredentialStatus(c.name(), c.secretName(), c.expiresAt(), null, c.generation()))
        .toList();
  }

  /** Who drives decides what a session needs to be Ready. */
  private static Verdict.Needs needs(Turn turn) {
    if (DrivenBy.of(turn.session()).isWorker()) {
      return Verdict.Needs.WORKER;
    }
    var isSeen = turn.accepted().filter(found -> found.rtc().rooms().isPresent()).isPresent();
    if (!isSeen) {
      return Verdict.Needs.CREDENTIALS;
    }
    var wasReady = turn.stored().map(AvatarSessionStatus::state).filter(READY::contains);
    return wasReady.isPresent() ? Verdict.Needs.MEDIA_STILL : Verdict.Needs.MEDIA;
  }

  private static boolean hasLeftItsWorker(Turn turn, boolean ended) {
    var isGone = ended || !DrivenBy.of(turn.session()).isWorker();
    return (isGone && !turn.isWorkerKept()) || turn.started().isPresent();
  }

  private static boolean isNewRun(Turn turn, SessionState state) {
    return state == SessionState.Suspended
        || turn.started().filter(start -> start == Turn.Start.ANEW).isPresent();
  }

  /** One more whenever it is assigned without having been; a move to another worker isn't one. */
  private static Integer attempts(Turn turn, Optional<AvatarSessionStatus> stored) {
    var before = stored.map(AvatarSessionStatus::attempts);
    var starts =
        turn.plan().filter(plan -> plan.kind() == StreamPlan.Kind.ASSIGN).isPresent()
            && isAssigned(turn)
            && stored.map(AvatarSessionStatus::worker).isEmpty();
    return starts ? Integer.valueOf(before.orElse(0) + 1) : before.orElse(null);
  }

  /** What is planned only counts once it begins. */
  static Long epoch(Turn turn) {
    var planned = turn.plan().filter(plan -> turn.issued().isPresent()).map(StreamPlan::epoch);
    return planned
        .filter(epoch -> isAssigned(turn))
        .orElse(turn.storedEpoch() == 0 ? null : Long.valueOf(turn.storedEpoch()));
  }

  private static String worker(Turn turn, boolean ended) {
    if (ended) {
      return null;
    }
    return turn.plan()
        .filter(plan -> isAssigned(turn))
        .filter(plan -> plan.kind() == StreamPlan.Kind.RUNNING || turn.issued().isPresent())
        .flatMap(StreamPlan::worker)
        .map(link -> link.endpoint().name())
        .orElse(turn.stored().map(AvatarSessionStatus::worker).orElse(null));
  }

  private static boolean isAssigned(Turn turn) {
    return turn.conditions().holds(ConditionType.WorkerAssigned)
        || (!DrivenBy.of(turn.session()).isWorker() && turn.issued().isPresent());
  }

  private static String connectionId(Turn turn, Optional<AvatarSessionStatus> stored) {
    return turn.report()
        .map(SessionReport::connectionId)
        .orElse(stored.map(AvatarSessionStatus::connectionId).orElse(null));
  }

  private static String startedAt(Turn turn) {
    var streams =
        turn.report().filter(report -> report.state() == SessionReport.State.Streaming).isPresent();
    var confirmed = streams || turn.isConfirmed() ? Ending.time(turn.now()) : null;
    return Ending.startedAt(turn).or(() -> joined(turn)).map(Ending::time).orElse(confirmed);
  }

  /** Where a wiped status doesn't tell when another's driver began: since its avatar is there. */
  private static Optional<Instant> joined(Turn turn) {
    return turn.sight()
        .avatar()
        .filter(avatar -> turn.isConfirmed() && turn.storedEpoch() == 0)
        .map(Participant::joinedAt);
  }

  /** Of those that are still needed: a session token that was used isn't. */
  private static String earliest(Turn turn, List<CredentialStatus> credentials) {
    if (credentials == null) {
      return null;
    }
    var used = turn.plan().map(StreamPlan::usedGenerations).orElse(Set.of());
    return credentials.stream()
        .filter(c -> !SessionTokens.KEYS.contains(c.name()) || !used.contains(c.generation()))
        .map(CredentialStatus::expiresAt)
        .filter(Objects::nonNull)
        .sorted()
        .findFirst()
        .orElse(null);
  }

  private static IngestStatus ingest(Turn turn, Optional<AvatarSessionStatus> stored) {
    return turn.issued().isPresent()
        ? turn.issued().map(Issued::ingestUrl).map(IngestStatus::new).orElse(null)
        : stored.map(AvatarSessionStatus::ingest).orElse(null);
  }
}
