package dev.avataroperator.status;

/** A session's conditions in one word, for people; each is written as it is named here. */
public enum SessionState {
  Pending,
  Queued,
  Connecting,
  Ready,
  Parked,
  Degraded,
  Stalled,
  Suspended,
  Completed,
  Failed;

  /** Whether the word that a status holds is this one; another build's may be none of them. */
  public boolean is(String word) {
    return name().equals(word);
  }
}
