package dev.avataroperator.operator.session.status;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;

/** The status of a finished session that was changed and stays finished. */
public final class FinishedStatus {
  private FinishedStatus() {}

  /** How it ended, and that the change was seen. */
  public static AvatarSessionStatus of(AvatarSession session) {
    var ended = session.getStatus();
    return new AvatarSessionStatus(
        session.getMetadata().getGeneration(),
        ended.conditions(),
        ended.state(),
        ended.region(),
        ended.worker(),
        ended.epoch(),
        ended.connectionId(),
        ended.startedAt(),
        ended.waitedSeconds(),
        ended.finishedAt(),
        ended.attempts(),
        ended.queuePosition(),
        ended.credentials(),
        ended.latency(),
        ended.rtc(),
        ended.expiresAt(),
        ended.usage(),
        ended.ingest(),
        ended.handled());
  }
}
