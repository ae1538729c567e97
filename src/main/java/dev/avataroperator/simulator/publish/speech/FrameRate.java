package dev.avataroperator.simulator.publish.speech;

/** Which chunks of sound, of which there are 100 per second, a picture goes with. */
public final class FrameRate {
  private static final int CHUNKS_PER_SECOND = 100;

  private final int framesPerSecond;
  private int owed = CHUNKS_PER_SECOND;

  public FrameRate(int framesPerSecond) {
    this.framesPerSecond = framesPerSecond;
  }

  /** Asked once per chunk. */
  public boolean isDue() {
    owed += framesPerSecond;
    if (owed < CHUNKS_PER_SECOND) {
      return false;
    }
    owed = owed % CHUNKS_PER_SECOND;
    return true;
  }
}
