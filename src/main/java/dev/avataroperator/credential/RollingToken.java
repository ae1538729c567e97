package dev.avataroperator.credential;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A token of which two are good at a time: the present one, and the one before it until its own
 * expiry, so that nobody is locked out between a renewal and reading it.
 */
public record RollingToken(Credential present, Optional<Previous> previous) {

  /**
   * What is left of a token that was renewed: the hash (SHA-256, lower-case hex) and its expiry.
   */
  public record Previous(String sha256, Instant expiresAt) {

    /** Reads {@link #write()}; anything else is none. */
    public static Optional<Previous> read(String text) {
      var parts = text.split(" ", 2);
      try {
        return Optional.of(new Previous(parts[0], Instant.parse(parts[1])));
      } catch (RuntimeException e) {
        return Optional.empty();
      }
    }

    public String write() {
      return sha256 + " " + expiresAt;
    }

    static Previous of(Credential token) {
      return new Previous(Sha256.hex(token.value().reveal()), token.expiresAt());
    }
  }

  /** Keeps what stands there, or mints when it is missing, due or to be replaced. */
  public static RollingToken keep(
      Optional<Credential> stored,
      Optional<Previous> before,
      boolean anew,
      Instant now,
      Supplier<Credential> mint) {
    var kept = stored.filter(token -> !anew && !token.isDue(now));
    var previous = kept.isPresent() ? before : stored.map(Previous::of).or(() -> before);
    return new RollingToken(
        kept.orElseGet(mint), previous.filter(token -> token.expiresAt().isAfter(now)));
  }

  /** The present token as a hash. */
  public Previous presentHash() {
    return Previous.of(present);
  }
}
