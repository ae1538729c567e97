package dev.avataroperator.audio.file;

import dev.avataroperator.audio.WholeSamples;
import io.vertx.core.buffer.Buffer;

/** A file without a header: samples of the session's format. */
final class RawPcm implements PcmDecoder {
  private final WholeSamples samples = new WholeSamples();

  @Override
  public Buffer feed(Buffer bytes) {
    return samples.feed(bytes);
  }

  @Override
  public String shortfall() {
    return samples.left() == 0 ? null : "ends in the middle of a sample";
  }
}
