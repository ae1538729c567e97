package dev.avataroperator.audio;

/** Why a file can't be spoken; the message is for people and says what to write instead. */
public final class AudioProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private AudioProblem(String message, boolean passing) {
    super(message, null, false, false);
    this.passing = passing;
  }

  /** The file or its address is wrong: trying again doesn't help. */
  public static AudioProblem unusable(String message) {
    return new AudioProblem(message, false);
  }

  /** Its server doesn't answer now: trying again may help. */
  public static AudioProblem outage(String message) {
    return new AudioProblem(message, true);
  }

  /** Where decoding failed. */
  public static AudioProblem of(Throwable cause) {
    return cause instanceof AudioProblem problem
        ? problem
        : unusable("is damaged: it can't be decoded");
  }

  public boolean isPassing() {
    return passing;
  }
}
