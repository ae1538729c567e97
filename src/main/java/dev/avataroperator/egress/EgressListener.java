package dev.avataroperator.egress;

/** What a driving session tells; every call comes on the context that dialled. */
public interface EgressListener {

  /**
   * The service's answer to audio, which is also its first word on playback: the request is being
   * played, or, with {@code end}, was played out or stopped. May come more than once and with an
   * empty request id.
   */
  void animation(String requestId, boolean end);

  /**
   * The state of a request's playback: the answer to a pause or a resume, and, from services with
   * {@link Capabilities#playbackState()}, unasked; beside {@link #animation}, never instead of it.
   */
  default void playback(PlaybackSignal signal) {}

  /**
   * An error after the confirm that didn't close the session; the request id may be empty. A frame
   * that can't be read comes as an {@link EgressFailure.Outage} with code ProtocolError; it is
   * skipped.
   */
  void error(String requestId, EgressFailure failure);

  /** The session ended without our asking; exactly once, and nothing follows. */
  void closed(EgressFailure failure);
}
