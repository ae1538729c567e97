package dev.avataroperator.worker.speech;

/** What becomes of a segment; called on the session's event loop. */
public interface SegmentListener {

  /** It is being played; at most once. */
  void started(Segment segment);

  /** Exactly once. */
  void finished(Segment segment, Finish finish);

  /** Audio, in bytes of PCM, that no longer counts against the client's allowance. */
  void released(long bytes);

  /** Bytes that needn't be held any more. */
  void dropped(long bytes);
}
