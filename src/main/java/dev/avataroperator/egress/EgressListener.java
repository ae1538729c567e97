package dev.avataroperator.egress;

import dev.avataroperator.egress.proto.PlaybackState;

/** What a driving session tells; every call comes on the context that dialled. */
public interface EgressListener {

  /**
   * The request is being played, or, with {@code end}, was played out. May come more than once and
   * with an empty request id.
   */
  void animation(String requestId, boolean end);

  /**
   * The state of a request's playback, from services that tell it ({@code playback_state} among the
   * confirmed capabilities); beside {@link #animation}, never instead of it.
   */
  default void playback(String requestId, PlaybackState state, long playedMs) {}

  /**
   * An error after the confirm that didn't close the session; the request id may be empty. A frame
   * that can't be read comes as an {@link EgressFailure.Outage} with code ProtocolError; it is
   * skipped.
   */
  void error(String requestId, EgressFailure failure);

  /** The session ended without our asking; exactly once, and nothing follows. */
  void closed(EgressFailure failure);
}
