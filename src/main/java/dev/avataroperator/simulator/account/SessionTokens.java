package dev.avataroperator.simulator.account;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.Sha256;
import dev.avataroperator.simulator.settings.Sources;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The session tokens handed out: single-use, with an expiry, kept as hashes. The oldest are
 * forgotten, and then unknown, when there are too many.
 */
public final class SessionTokens {
  /** What a presented token is worth. */
  public enum Verdict {
    Valid,
    Used,
    Expired,
    Unknown
  }

  private static final int MOST = 100_000;

  private final Sources sources;
  private final Map<String, Entry> byHash =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MOST;
        }
      };

  SessionTokens(Sources sources) {
    this.sources = sources;
  }

  synchronized String mint(Dialect dialect, Instant expiresAt) {
    var token = sources.sessionTokens().get();
    byHash.put(hash(token), new Entry(dialect, expiresAt, false));
    return token;
  }

  public synchronized Verdict check(String token) {
    var entry = byHash.get(hash(token));
    if (entry == null) {
      return Verdict.Unknown;
    }
    if (entry.used()) {
      return Verdict.Used;
    }
    return entry.expiresAt().isAfter(sources.clock().instant()) ? Verdict.Valid : Verdict.Expired;
  }

  /** Checks the token and, when it is valid, uses it up. */
  public synchronized Verdict redeem(String token) {
    var verdict = check(token);
    if (verdict == Verdict.Valid) {
      byHash.computeIfPresent(
          hash(token), (hash, entry) -> new Entry(entry.dialect(), entry.expiresAt(), true));
    }
    return verdict;
  }

  /** A token that isn't known could be either's. */
  public synchronized Dialect dialect(String token) {
    var entry = byHash.get(hash(token));
    return entry == null ? Dialect.SpatialReal : entry.dialect();
  }

  private static String hash(String token) {
    return Sha256.hex(token);
  }

  private record Entry(Dialect dialect, Instant expiresAt, boolean used) {}
}
