package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarSession;

/** Who holds the session at the avatar service and feeds it with speech. */
public enum DrivenBy {
  /** One of our workers. */
  WORKER,
  /** A process of the team's. */
  EXTERNAL,
  /** A LiveKit agent that is sent to the room. */
  AGENT;

  public static DrivenBy of(AvatarSession session) {
    var driver = session.getSpec().driver();
    if (driver != null && driver.external() != null) {
      return EXTERNAL;
    }
    return driver != null && driver.agent() != null ? AGENT : WORKER;
  }

  public boolean isWorker() {
    return this == WORKER;
  }
}
