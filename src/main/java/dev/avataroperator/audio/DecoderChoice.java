package dev.avataroperator.audio;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells raw samples, which have no header, from WAV, by the file's name or content type. */
final class DecoderChoice {
  private static final Pattern RAW_NAME = Pattern.compile(".*\\.(s16le|pcm|raw)");
  private static final Pattern RATE = Pattern.compile(";\\s*rate=\"?(\\d{1,9})");
  private static final Pattern SEVERAL = Pattern.compile(";\\s*channels=\"?(?!1\\b)\\d");

  private DecoderChoice() {}

  /** A name that tells the byte order goes before the content type, which servers often guess. */
  static PcmDecoder of(URI uri, String contentType, PcmFormat wanted) {
    var name = uri.getPath().toLowerCase(Locale.ROOT);
    var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("audio/l16") && !name.endsWith(".s16le")) {
      check(type, wanted);
      return new BigEndianPcm();
    }
    return RAW_NAME.matcher(name).matches() ? new RawPcm() : new WavDecoder(wanted);
  }

  private static void check(String type, PcmFormat wanted) {
    var rate = RATE.matcher(type);
    if (rate.find() && !rate.group(1).equals(String.valueOf(wanted.sampleRateHz()))) {
      throw unusable("is " + rate.group(1) + " Hz", wanted);
    }
    if (SEVERAL.matcher(type).find()) {
      throw unusable("has several channels", wanted);
    }
  }

  private static AudioProblem unusable(String what, PcmFormat wanted) {
    return AudioProblem.unusable(what + "; the session wants " + WavProblem.conversion(wanted));
  }
}
