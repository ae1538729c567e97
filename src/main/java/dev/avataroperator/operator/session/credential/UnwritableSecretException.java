package dev.avataroperator.operator.session.credential;

/** A Secret of the wanted name belongs to somebody else; it is never touched. */
final class SecretConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  SecretConflictException(String name) {
    super(
        "Secret "
            + name
            + " exists and doesn't belong to this session: delete or rename it,"
            + " or give the session another name.",
        null,
        false,
        false);
  }
}
