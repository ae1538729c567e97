package dev.avataroperator.audio;

import io.vertx.core.http.HttpClientResponse;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells raw samples, which have no header, from WAV, by the file's name or content type. */
final class DecoderChoice {
  private static final Pattern RAW_NAME = Pattern.compile(".*\\.(s16le|pcm|raw)");
  private static final Pattern RATE = Pattern.compile(";\\s*rate=(\\d+)");

  private DecoderChoice() {}

  static PcmDecoder of(URI uri, HttpClientResponse response, PcmFormat wanted) {
    var type = response.getHeader("Content-Type");
    var kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (kind.startsWith("audio/l16")) {
      checkRate(kind, wanted);
      return new RawPcm();
    }
    var raw = RAW_NAME.matcher(uri.getPath().toLowerCase(Locale.ROOT)).matches();
    return raw ? new RawPcm() : new WavDecoder(wanted);
  }

  private static void checkRate(String type, PcmFormat wanted) {
    var rate = RATE.matcher(type);
    if (rate.find() && Integer.parseInt(rate.group(1)) != wanted.sampleRateHz()) {
      throw AudioProblem.unusable(
          "is %s Hz; the session wants %s".formatted(rate.group(1), WavProblem.conversion(wanted)));
    }
  }
}
