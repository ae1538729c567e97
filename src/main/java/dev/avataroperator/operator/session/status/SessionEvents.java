package dev.avataroperator.operator.session.status;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.operator.EventReason;
import dev.avataroperator.operator.EventRecorder;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.status.ConditionType;
import dev.avataroperator.status.Reason;
import dev.avataroperator.status.SessionState;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Tells of what changed between two statuses of a session. */
public final class SessionEvents {
  private final EventRecorder recorder;

  public SessionEvents(EventRecorder recorder) {
    this.recorder = recorder;
  }

  void announce(Turn turn, AvatarSessionStatus old, AvatarSessionStatus fresh) {
    credentials(turn, old, fresh);
    became(old, fresh, ConditionType.Ready, "True")
        .filter(ready -> SessionState.Ready.is(fresh.state()))
        .ifPresent(ready -> normal(turn, EventReason.SessionReady, ready.getMessage()));
    became(old, fresh, ConditionType.Completed, "True")
        .ifPresent(done -> normal(turn, EventReason.SessionCompleted, done.getMessage()));
    became(old, fresh, ConditionType.Stalled, "True")
        .filter(why -> !why.getReason().equals(Reason.Paused.name()))
        .ifPresent(why -> warning(turn, EventReason.SessionFailed, why.getMessage()));
    became(old, fresh, ConditionType.LatencyOnTarget, "False")
        .ifPresent(why -> warning(turn, EventReason.LatencyAboveTarget, why.getMessage()));
    became(old, fresh, ConditionType.WorkerAssigned, "False")
        .filter(why -> why.getReason().equals("WorkerLost"))
        .ifPresent(why -> warning(turn, EventReason.WorkerLost, why.getMessage()));
    find(fresh, ConditionType.CredentialsReady)
        .filter(why -> why.getReason().equals(Reason.RenewalFailed.name()))
        .filter(why -> !hadReason(old, ConditionType.CredentialsReady, why.getReason()))
        .ifPresent(why -> warning(turn, EventReason.CredentialRenewalFailed, why.getMessage()));
    if (isMoved(old, fresh)) {
      normal(
          turn,
          EventReason.SessionMoved,
          "Moved from worker " + old.worker() + " to " + fresh.worker() + ".");
    }
    if (SessionState.Queued.is(fresh.state())
        && (old == null || !SessionState.Queued.is(old.state()))) {
      find(fresh, ConditionType.Ready)
          .ifPresent(why -> normal(turn, EventReason.Queued, why.getMessage()));
    }
  }

  private static boolean isMoved(AvatarSessionStatus old, AvatarSessionStatus fresh) {
    return old != null
        && old.worker() != null
        && fresh.worker() != null
        && !old.worker().equals(fresh.worker());
  }

  public void teardownIncomplete(Turn turn, String why) {
    warning(turn, EventReason.TeardownIncomplete, why);
  }

  private void credentials(Turn turn, AvatarSessionStatus old, AvatarSessionStatus fresh) {
    var before = old == null ? null : old.credentials();
    var after = fresh.credentials();
    if (after == null || after.isEmpty()) {
      return;
    }
    if (before == null || before.isEmpty()) {
      normal(turn, EventReason.CredentialsIssued, after.size() + " credentials were issued.");
    } else if (after.stream().anyMatch(credential -> isRenewed(credential, before))) {
      normal(turn, EventReason.CredentialsRotated, whyRenewed(fresh));
    }
  }

  private static String whyRenewed(AvatarSessionStatus fresh) {
    return find(fresh, ConditionType.CredentialsReady)
        .filter(condition -> condition.getReason().equals(Reason.SourceKeyChanged.name()))
        .map(Condition::getMessage)
        .orElse("Credentials were renewed.");
  }

  private static boolean isRenewed(CredentialStatus credential, List<CredentialStatus> before) {
    return before.stream()
        .filter(old -> old.name().equals(credential.name()))
        .anyMatch(old -> !Objects.equals(old.generation(), credential.generation()));
  }

  private void normal(Turn turn, EventReason reason, String note) {
    recorder.normal(turn.session(), reason, note);
  }

  private void warning(Turn turn, EventReason reason, String note) {
    recorder.warning(turn.session(), reason, note);
  }

  private static Optional<Condition> became(
      AvatarSessionStatus old, AvatarSessionStatus fresh, ConditionType type, String status) {
    var before = find(old, type).map(Condition::getStatus).orElse("");
    return find(fresh, type)
        .filter(condition -> condition.getStatus().equals(status) && !before.equals(status));
  }

  private static boolean hadReason(AvatarSessionStatus status, ConditionType type, String reason) {
    return find(status, type).filter(c -> c.getReason().equals(reason)).isPresent();
  }

  private static Optional<Condition> find(AvatarSessionStatus status, ConditionType type) {
    return status == null || status.conditions() == null
        ? Optional.empty()
        : status.conditions().stream()
            .filter(condition -> condition.getType().equals(type.name()))
            .findFirst();
  }
}
