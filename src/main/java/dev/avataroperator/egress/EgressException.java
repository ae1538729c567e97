package dev.avataroperator.egress;

/** Carries an {@link EgressFailure} through a future. */
public final class EgressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient EgressFailure failure;
  private final boolean tokenPresented;

  public EgressException(EgressFailure failure) {
    this(failure, true);
  }

  public EgressException(EgressFailure failure, boolean tokenPresented) {
    super(failure.code() + ": " + failure.message(), null, false, false);
    this.failure = failure;
    this.tokenPresented = tokenPresented;
  }

  public EgressFailure failure() {
    return failure;
  }

  /** False where no connection was made at all: the service never saw the single-use token. */
  public boolean tokenPresented() {
    return tokenPresented;
  }
}
