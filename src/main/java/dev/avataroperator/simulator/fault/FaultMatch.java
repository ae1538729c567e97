package dev.avataroperator.simulator.fault;

/** New sessions of one avatar, one open session, or all that are open now. */
public record FaultMatch(String avatarId, String connectionId, Boolean open) {
  public FaultMatch {
    var given = (avatarId == null ? 0 : 1) + (connectionId == null ? 0 : 1);
    if (given + (open == null ? 0 : 1) != 1 || Boolean.FALSE.equals(open)) {
      throw new IllegalArgumentException(
          "match takes one of avatarId, connectionId, \"open\":true");
    }
  }

  boolean forOpenSessions() {
    return avatarId == null;
  }

  public boolean strikesOpen(String connection) {
    return connectionId == null || connectionId.equals(connection);
  }
}
