package dev.avataroperator.operator.session.status;

import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.CredentialStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.Handled;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.IngestStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.LatencyStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.RtcStatus;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.UsageStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** A session's status while it is put together, field by field; what isn't set is absent. */
final class StatusDraft {
  private Long observedGeneration;
  private List<Condition> conditions;
  private String state;
  private String region;
  private String worker;
  private Long epoch;
  private String connectionId;
  private String startedAt;
  private Long waitedSeconds;
  private String finishedAt;
  private Integer attempts;
  private Integer queuePosition;
  private List<CredentialStatus> credentials;
  private LatencyStatus latency;
  private RtcStatus rtc;
  private String expiresAt;
  private UsageStatus usage;
  private IngestStatus ingest;
  private Handled handled;

  /** Begins with all that a status says. */
  static StatusDraft from(AvatarSessionStatus status) {
    return new StatusDraft()
        .observedGeneration(status.observedGeneration())
        .conditions(status.conditions())
        .state(status.state())
        .region(status.region())
        .worker(status.worker())
        .epoch(status.epoch())
        .connectionId(status.connectionId())
        .startedAt(status.startedAt())
        .waitedSeconds(status.waitedSeconds())
        .finishedAt(status.finishedAt())
        .attempts(status.attempts())
        .queuePosition(status.queuePosition())
        .credentials(status.credentials())
        .latency(status.latency())
        .rtc(status.rtc())
        .expiresAt(status.expiresAt())
        .usage(status.usage())
        .ingest(status.ingest())
        .handled(status.handled());
  }

  StatusDraft observedGeneration(Long value) {
    observedGeneration = value;
    return this;
  }

  StatusDraft conditions(List<Condition> value) {
    conditions = value;
    return this;
  }

  StatusDraft state(String value) {
    state = value;
    return this;
  }

  StatusDraft region(String value) {
    region = value;
    return this;
  }

  StatusDraft worker(String value) {
    worker = value;
    return this;
  }

  StatusDraft epoch(Long value) {
    epoch = value;
    return this;
  }

  StatusDraft connectionId(String value) {
    connectionId = value;
    return this;
  }

  StatusDraft startedAt(String value) {
    startedAt = value;
    return this;
  }

  StatusDraft waitedSeconds(Long value) {
    waitedSeconds = value;
    return this;
  }

  StatusDraft finishedAt(String value) {
    finishedAt = value;
    return this;
  }

  StatusDraft attempts(Integer value) {
    attempts = value;
    return this;
  }

  StatusDraft queuePosition(Integer value) {
    queuePosition = value;
    return this;
  }

  StatusDraft credentials(List<CredentialStatus> value) {
    credentials = value;
    return this;
  }

  StatusDraft latency(LatencyStatus value) {
    latency = value;
    return this;
  }

  StatusDraft rtc(RtcStatus value) {
    rtc = value;
    return this;
  }

  StatusDraft expiresAt(String value) {
    expiresAt = value;
    return this;
  }

  StatusDraft usage(UsageStatus value) {
    usage = value;
    return this;
  }

  StatusDraft ingest(IngestStatus value) {
    ingest = value;
    return this;
  }

  StatusDraft handled(Handled value) {
    handled = value;
    return this;
  }

  AvatarSessionStatus build() {
    return new AvatarSessionStatus(
        observedGeneration,
        conditions,
        state,
        region,
        worker,
        epoch,
        connectionId,
        startedAt,
        waitedSeconds,
        finishedAt,
        attempts,
        queuePosition,
        credentials,
        latency,
        rtc,
        expiresAt,
        usage,
        ingest,
        handled);
  }
}
