package dev.avataroperator.audio;

import io.vertx.core.buffer.Buffer;

/** Compares a WAV file's format chunk with what the session wants. */
final class WavProblem {
  private static final int PCM = 1;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int SUB_FORMAT_AT = 24;

  private WavProblem() {}

  static void check(Buffer format, PcmFormat wanted) {
    var encoding = format.getUnsignedShortLE(0);
    if (encoding == EXTENSIBLE && format.length() >= SUB_FORMAT_AT + 2) {
      encoding = format.getUnsignedShortLE(SUB_FORMAT_AT);
    }
    var channels = format.getUnsignedShortLE(2);
    var rate = format.getUnsignedIntLE(4);
    var bits = format.getUnsignedShortLE(14);
    if (encoding != PCM || channels != 1 || rate != wanted.sampleRateHz() || bits != 16) {
      throw AudioProblem.unusable(
          "is %d Hz %s %d bit%s; the session wants %s"
              .formatted(rate, channels(channels), bits, coding(encoding), conversion(wanted)));
    }
  }

  /** What the session wants and how to make it. */
  static String conversion(PcmFormat wanted) {
    return "%1$d Hz mono 16 bit: convert it, for example `ffmpeg -i in.wav -ac 1 -ar %1$d -c:a pcm_s16le out.wav`"
        .formatted(wanted.sampleRateHz());
  }

  private static String channels(int count) {
    return switch (count) {
      case 1 -> "mono";
      case 2 -> "stereo";
      default -> count + " channels";
    };
  }

  private static String coding(int encoding) {
    return encoding == PCM ? "" : " in coding " + encoding + " (not PCM)";
  }
}
