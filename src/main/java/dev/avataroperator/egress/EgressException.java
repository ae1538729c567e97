package dev.avataroperator.egress;

/** Carries an {@link EgressFailure} through a future. */
public final class EgressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient EgressFailure failure;

  public EgressException(EgressFailure failure) {
    super(failure.code() + ": " + failure.message(), null, false, false);
    this.failure = failure;
  }

  public EgressFailure failure() {
    return failure;
  }
}
