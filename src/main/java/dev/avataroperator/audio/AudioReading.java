package dev.avataroperator.audio;

import java.util.List;

/** One file that is being read and turned into what the service gets. */
public interface AudioReading {

  void pause();

  void resume();

  /** Whether the file's first bytes came, so that it isn't merely out of reach. */
  boolean hasBegun();

  /** Nothing is heard of it afterwards. */
  void cancel();

  /** What a reading says, on the event loop that began it; nothing follows an end or a failure. */
  interface Sink {
    void audio(List<AudioPiece> pieces);

    /**
     * @param shortfall what the file promised and doesn't hold, or null
     */
    void ended(String shortfall);

    void failed(AudioProblem why);
  }
}
