package dev.avataroperator.operator.workers;

/** A call to a worker failed; {@link #kind()} tells what that proves. */
public final class WorkerCallException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What a failed call says about the worker. */
  public enum Kind {
    /** Nothing listens at its address: its process has ended. */
    REFUSED,
    /** No answer in time: proves nothing. */
    UNREACHABLE,
    /** A newer epoch or term is in force there. */
    FENCED,
    /** It doesn't know the session. */
    UNKNOWN_SESSION,
    /** No room, or draining. */
    FULL,
    /** It answered something that isn't in the worker API. */
    REJECTED
  }

  private final Kind kind;

  public WorkerCallException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
