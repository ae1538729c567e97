package dev.avataroperator.audio.file;

import dev.avataroperator.audio.AudioProblem;
import dev.avataroperator.audio.PcmFormat;

/** Says what is wrong with a WAV file's format, and how to make a right one. */
final class WavProblem {
  private WavProblem() {}

  /** For what is sent on as it is. */
  static void check(WavFormat format, PcmFormat wanted) {
    if (!format.is(wanted)) {
      throw AudioProblem.unusable(
          "is %s; the session wants %s".formatted(format.words(), conversion(wanted)));
    }
  }

  /** For what is converted. */
  static void check(WavFormat format) {
    if (!format.isUsual()) {
      throw AudioProblem.unusable(
          "is %s, which can't be read: write PCM of 8, 16, 24 or 32 bit or float,"
                  .formatted(format.words())
              + " for example with `ffmpeg -i in.wav -c:a pcm_s16le out.wav`");
    }
  }

  /** What the session wants and how to make it. */
  static String conversion(PcmFormat wanted) {
    return "%1$d Hz mono 16 bit: convert it, for example `ffmpeg -i in.wav -ac 1 -ar %1$d -c:a pcm_s16le out.wav`"
        .formatted(wanted.sampleRateHz());
  }
}
