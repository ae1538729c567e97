package dev.avataroperator.operator.session.status;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus;

/** The status of a finished session that was changed and stays finished. */
public final class FinishedStatus {
  private FinishedStatus() {}

  /** How it ended, and that the change was seen. */
  public static AvatarSessionStatus of(AvatarSession session) {
    return StatusDraft.from(session.getStatus())
        .observedGeneration(session.getMetadata().getGeneration())
        .build();
  }
}
