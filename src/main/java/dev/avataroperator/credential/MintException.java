package dev.avataroperator.credential;

/**
 * The avatar service gave no session token. {@link #retryable()} tells an outage or a quota from
 * something that a person has to change.
 */
public final class MintException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;
  private final boolean retryable;

  public MintException(FailureCode code, boolean retryable, String message) {
    super(message, null, false, false);
    this.code = code;
    this.retryable = retryable;
  }

  public FailureCode code() {
    return code;
  }

  public boolean retryable() {
    return retryable;
  }
}
