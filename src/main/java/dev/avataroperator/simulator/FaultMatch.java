package dev.avataroperator.simulator;

/** New sessions of one avatar, one open session, or all that are open now. */
record FaultMatch(String avatarId, String connectionId, Boolean open) {
  FaultMatch {
    var given = (avatarId == null ? 0 : 1) + (connectionId == null ? 0 : 1);
    if (given + (open == null ? 0 : 1) != 1 || Boolean.FALSE.equals(open)) {
      throw new IllegalArgumentException(
          "match takes one of avatarId, connectionId, \"open\":true");
    }
  }

  boolean isForOpenSessions() {
    return avatarId == null;
  }

  boolean strikesOpen(SessionRecord session) {
    return connectionId == null || connectionId.equals(session.connectionId());
  }
}
