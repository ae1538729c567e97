package dev.avataroperator.audio.file;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.file.SpeechFile.FileName;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFormat;

/** Tells raw samples, which have no header, from WAV, by the file's name or content type. */
final class DecoderChoice {
  private static final Pattern RAW_NAME = Pattern.compile(".*\\.(s16le|pcm|raw)");
  private static final Pattern RATE = Pattern.compile(";\\s*rate=\"?(\\d{1,9})");
  private static final Pattern CHANNELS = Pattern.compile(";\\s*channels=\"?(\\d{1,3})");

  private DecoderChoice() {}

  /** A name that tells the byte order goes before the content type, which servers often guess. */
  static PcmDecoder of(FileName file, PcmFormat wanted) {
    var name = lower(file.path());
    var type = lower(file.contentType());
    if (type.startsWith("audio/l16") && !name.endsWith(".s16le")) {
      return bigEndian(type, wanted);
    }
    return RAW_NAME.matcher(name).matches() ? new RawPcm() : new ConvertedWav(wanted);
  }

  private static PcmDecoder bigEndian(String type, PcmFormat wanted) {
    var rate = number(RATE, type, wanted.sampleRateHz());
    var channels = number(CHANNELS, type, 1);
    if (rate == wanted.sampleRateHz() && channels == 1) {
      return new BigEndianPcm();
    }
    var layout = new WavFormat(WavFormat.PCM, channels, rate, 16);
    WavProblem.check(layout);
    return new ConvertedPcm(new AudioFormat(rate, 16, channels, true, true), wanted);
  }

  private static int number(Pattern pattern, String type, int absent) {
    var found = pattern.matcher(type);
    return found.find() ? Integer.parseInt(found.group(1)) : absent;
  }

  private static String lower(String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }
}
