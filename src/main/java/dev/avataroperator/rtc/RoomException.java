package dev.avataroperator.rtc;

/** A room couldn't be looked into; the message is for people. */
public final class RoomException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is to be done about it. */
  public enum Kind {
    /** An outage: it is tried again. */
    UNREACHABLE,
    /** The keys aren't taken: a person has to act. */
    UNAUTHORIZED
  }

  public RoomException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
