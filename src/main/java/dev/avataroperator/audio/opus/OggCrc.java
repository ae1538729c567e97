package dev.avataroperator.audio.opus;

import io.vertx.core.buffer.Buffer;

/** The checksum of Ogg pages: CRC-32 with polynomial 0x04C11DB7, neither reflected nor inverted. */
final class OggCrc {
  private static final int POLYNOMIAL = 0x04C11DB7;
  private static final int[] TABLE = table();

  private OggCrc() {}

  /** Of a page whose checksum field counts as zero. */
  static int of(Buffer page) {
    var crc = 0;
    for (var at = 0; at < page.length(); at++) {
      var isField = at >= OggPage.CRC_AT && at < OggPage.CRC_AT + Integer.BYTES;
      var value = isField ? 0 : page.getUnsignedByte(at);
      crc = crc << 8 ^ TABLE[(crc >>> 24 ^ value) & 0xFF];
    }
    return crc;
  }

  private static int[] table() {
    var table = new int[256];
    for (var index = 0; index < table.length; index++) {
      var value = index << 24;
      for (var bit = 0; bit < 8; bit++) {
        value = value < 0 ? value << 1 ^ POLYNOMIAL : value << 1;
      }
      table[index] = value;
    }
    return table;
  }
}
