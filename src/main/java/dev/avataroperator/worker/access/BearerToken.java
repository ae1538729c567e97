package dev.avataroperator.worker.access;

import dev.avataroperator.credential.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A presented token, as its hash: what it is compared with is hashed too, in constant time. */
public record BearerToken(byte[] sha256) {
  private static final String SCHEME = "bearer ";

  /** Reads an Authorization header. */
  public static Optional<BearerToken> of(String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    return Optional.of(new BearerToken(Sha256.of(header.substring(SCHEME.length()).strip())));
  }

  public boolean matches(byte[] otherSha256) {
    return MessageDigest.isEqual(sha256, otherSha256);
  }

  public boolean matches(String otherSha256Hex) {
    return matches(HexFormat.of().parseHex(otherSha256Hex));
  }
}
