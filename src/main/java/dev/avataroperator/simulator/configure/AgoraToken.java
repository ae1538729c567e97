package dev.avataroperator.simulator.configure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * An Agora AccessToken2, read without its certificate: {@code 007} and the base64 of a deflated,
 * little-endian structure that begins with signature, app id, issue time and life.
 */
final class AgoraToken {
  private static final String VERSION = "007";
  private static final int LONGEST = 4096;

  private AgoraToken() {}

  static Instant expiry(String token) {
    if (!token.startsWith(VERSION)) {
      throw unreadable();
    }
    try {
      var fields = inflate(Base64.getDecoder().decode(token.substring(VERSION.length())));
      skipString(fields);
      skipString(fields);
      var issuedAt = Integer.toUnsignedLong(fields.getInt());
      return Instant.ofEpochSecond(issuedAt + Integer.toUnsignedLong(fields.getInt()));
    } catch (RuntimeException | DataFormatException e) {
      throw unreadable();
    }
  }

  private static ByteBuffer inflate(byte[] deflated) throws DataFormatException {
    var inflater = new Inflater();
    try {
      inflater.setInput(deflated);
      var plain = new byte[LONGEST];
      var length = inflater.inflate(plain);
      return ByteBuffer.wrap(Arrays.copyOf(plain, length)).order(ByteOrder.LITTLE_ENDIAN);
    } finally {
      inflater.end();
    }
  }

  private static void skipString(ByteBuffer fields) {
    var length = Short.toUnsignedInt(fields.getShort());
    fields.position(fields.position() + length);
  }

  private static ConfigureRefused unreadable() {
    return ConfigureRefused.badEgress("agora_egress.token is not an AccessToken2");
  }
}
