package dev.avataroperator.audio.file;

import io.vertx.core.buffer.Buffer;

/** The content type {@code audio/L16}: samples in network byte order, as RFC 3551 says. */
final class BigEndianPcm implements PcmDecoder {
  private final RawPcm raw = new RawPcm();

  @Override
  public Buffer feed(Buffer bytes) {
    var samples = raw.feed(bytes);
    var swapped = Buffer.buffer(samples.length());
    for (var at = 0; at < samples.length(); at += 2) {
      swapped.appendShortLE(samples.getShort(at));
    }
    return swapped;
  }

  @Override
  public String shortfall() {
    return raw.shortfall();
  }
}
