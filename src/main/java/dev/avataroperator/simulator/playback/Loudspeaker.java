package dev.avataroperator.simulator.playback;

import dev.avataroperator.audio.AudioPiece;

/**
 * Where a request is heard while it is played, one request after the other. A request counts as
 * played only when nothing of it rests here.
 */
public interface Loudspeaker {
  /** Nobody hears anything, so that playing is a matter of time alone. */
  Loudspeaker NONE = new Silence();

  /** Whether audio that is handed over now will be heard. */
  boolean isOn();

  /** Takes audio of the request that is being played. */
  void play(AudioPiece audio);

  /** All audio of this request was handed over. */
  void end();

  /** Forgets the request, and the pause that it may be in. */
  void stop();

  void pause();

  void resume();

  /** What was handed over and hasn't been heard. */
  long restNanos();

  /** See {@link #NONE}. */
  final class Silence implements Loudspeaker {
    private Silence() {}

    @Override
    public boolean isOn() {
      return false;
    }

    @Override
    public void play(AudioPiece audio) {
      // Nobody hears it.
    }

    @Override
    public void end() {
      // Nothing was heard.
    }

    @Override
    public void stop() {
      // Nothing is heard.
    }

    @Override
    public void pause() {
      // Nothing is heard.
    }

    @Override
    public void resume() {
      // Nothing is heard.
    }

    @Override
    public long restNanos() {
      return 0;
    }
  }
}
