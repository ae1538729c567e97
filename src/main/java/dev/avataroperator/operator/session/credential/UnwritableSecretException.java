package dev.avataroperator.operator.session.credential;

import dev.avataroperator.status.Reason;

/** A Secret of the session can't be written: a person has to make way for it. */
final class UnwritableSecretException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 600;

  private final Reason reason;

  private UnwritableSecretException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** It belongs to somebody else, and is never touched. */
  static UnwritableSecretException taken(String name) {
    return new UnwritableSecretException(
        Reason.SecretConflict,
        "Secret "
            + name
            + " exists and doesn't belong to this session: delete or rename it,"
            + " or give the session another name.");
  }

  /** The API server doesn't take it: a policy, a quota, a namespace that is going. */
  static UnwritableSecretException refused(String name, String why) {
    var cut = why == null || why.length() <= LONGEST ? why : why.substring(0, LONGEST) + "...";
    return new UnwritableSecretException(
        Reason.SecretRefused,
        "The API server refuses Secret " + name + ": allow it to the operator. It said: " + cut);
  }

  Reason reason() {
    return reason;
  }
}
