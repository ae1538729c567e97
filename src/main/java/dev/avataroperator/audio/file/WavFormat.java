package dev.avataroperator.audio.file;

import dev.avataroperator.audio.PcmFormat;
import io.vertx.core.buffer.Buffer;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/** The format chunk of a WAV file. */
record WavFormat(int coding, int channels, long rate, int bits) {
  static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int SUB_FORMAT_AT = 24;
  private static final int MOST_CHANNELS = 8;
  private static final int LOWEST_RATE = 4_000;
  private static final int HIGHEST_RATE = 384_000;

  static WavFormat read(Buffer chunk) {
    var coding = chunk.getUnsignedShortLE(0);
    if (coding == EXTENSIBLE && chunk.length() >= SUB_FORMAT_AT + 2) {
      coding = chunk.getUnsignedShortLE(SUB_FORMAT_AT);
    }
    return new WavFormat(
        coding,
        chunk.getUnsignedShortLE(2),
        chunk.getUnsignedIntLE(4),
        chunk.getUnsignedShortLE(14));
  }

  boolean is(PcmFormat format) {
    return coding == PCM && channels == 1 && bits == 16 && rate == format.sampleRateHz();
  }

  /** Whether {@link #layout} can tell it. */
  boolean isUsual() {
    var isWhole = bits == 8 || bits == 16 || bits == 24 || bits == 32;
    return (coding == PCM ? isWhole : coding == FLOAT && (bits == 32 || bits == 64))
        && channels >= 1
        && channels <= MOST_CHANNELS
        && rate >= LOWEST_RATE
        && rate <= HIGHEST_RATE;
  }

  int frameBytes() {
    return channels * bits / Byte.SIZE;
  }

  AudioFormat layout() {
    var whole = bits == 8 ? Encoding.PCM_UNSIGNED : Encoding.PCM_SIGNED;
    return new AudioFormat(
        coding == FLOAT ? Encoding.PCM_FLOAT : whole,
        rate,
        bits,
        channels,
        frameBytes(),
        rate,
        false);
  }

  /** For people, such as "44100 Hz stereo 16 bit". */
  String words() {
    var count = channels == 1 ? "mono" : channels == 2 ? "stereo" : channels + " channels";
    var how =
        coding == PCM ? "" : coding == FLOAT ? " float" : " in coding " + coding + " (not PCM)";
    return "%d Hz %s %d bit%s".formatted(rate, count, bits, how);
  }
}
