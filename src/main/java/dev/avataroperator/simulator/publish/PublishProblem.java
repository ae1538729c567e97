package dev.avataroperator.simulator.publish;

/** Why a room can't be joined, in words for people; holds no token. */
public final class PublishProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private PublishProblem(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** Trying again may help. */
  public static PublishProblem outage(String message) {
    return new PublishProblem(message, true);
  }

  /** The room, the token or this machine is not such that it can work. */
  public static PublishProblem lasting(String message) {
    return new PublishProblem(message, false);
  }

  public boolean isPassing() {
    return passing;
  }
}
