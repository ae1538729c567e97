package dev.avataroperator.worker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A presented token, as its hash: what it is compared with is hashed too, in constant time. */
record BearerToken(byte[] sha256) {
  private static final String SCHEME = "bearer ";

  /** Reads an Authorization header. */
  static Optional<BearerToken> of(String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    return Optional.of(new BearerToken(hash(header.substring(SCHEME.length()).strip())));
  }

  static byte[] hash(String token) {
    return hash(token.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean matches(byte[] otherSha256) {
    return MessageDigest.isEqual(sha256, otherSha256);
  }

  boolean matches(String otherSha256Hex) {
    return matches(HexFormat.of().parseHex(otherSha256Hex));
  }
}
