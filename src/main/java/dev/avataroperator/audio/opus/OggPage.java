package dev.avataroperator.audio.opus;

import dev.avataroperator.audio.AudioProblem;
import io.vertx.core.buffer.Buffer;

/** One page of an Ogg stream, as it was read. */
record OggPage(int flags, long granule, int serial, int sequence, Buffer lacing, Buffer body) {
  static final int CRC_AT = 22;
  static final int HEADER_BYTES = 27;
  static final int CONTINUED = 1;
  static final int FIRST = 2;
  static final int LAST = 4;

  /** The page at the beginning of these bytes, or null when more are needed. */
  static OggPage read(Buffer bytes) {
    if (bytes.length() < HEADER_BYTES) {
      return null;
    }
    var segments = bytes.getUnsignedByte(HEADER_BYTES - 1);
    var bodyAt = HEADER_BYTES + segments;
    if (bytes.length() < bodyAt) {
      return null;
    }
    var end = bodyAt;
    for (var index = HEADER_BYTES; index < bodyAt; index++) {
      end += bytes.getUnsignedByte(index);
    }
    return bytes.length() < end ? null : checked(bytes.slice(0, end), bodyAt);
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  int length() {
    return HEADER_BYTES + lacing.length() + body.length();
  }

  private static OggPage checked(Buffer page, int bodyAt) {
    if (page.getByte(4) != 0) {
      throw AudioProblem.unusable("is Ogg of an unknown version: write Ogg Opus");
    }
    if (OggCrc.of(page) != page.getIntLE(CRC_AT)) {
      throw AudioProblem.unusable("is damaged: the checksum of an Ogg page is wrong");
    }
    return new OggPage(
        page.getUnsignedByte(5),
        page.getLongLE(6),
        page.getIntLE(14),
        page.getIntLE(18),
        page.slice(HEADER_BYTES, bodyAt),
        page.slice(bodyAt, page.length()));
  }
}
