package dev.avataroperator.egress;

/** What a driving session tells; every call comes on the context that dialled. */
public interface EgressListener {

  /**
   * The request is being played, or, with {@code end}, was played out. May come more than once and
   * with an empty request id.
   */
  void animation(String requestId, boolean end);

  /** An error after the confirm that didn't close the session; the request id may be empty. */
  void error(String requestId, EgressFailure failure);

  /** The session ended without our asking; exactly once, and nothing follows. */
  void closed(EgressFailure failure);
}
