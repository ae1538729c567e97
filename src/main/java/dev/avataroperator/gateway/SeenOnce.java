package dev.avataroperator.gateway;

import dev.avataroperator.credential.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers what was accepted, by its hash, for as long as it could be sent again. */
final class SeenOnce {
  private static final int MOST = 20_000;
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final Clock clock;
  private final Map<String, Instant> seen = new LinkedHashMap<>();

  SeenOnce(Clock clock) {
    this.clock = clock;
  }

  /** True for the first time only. */
  synchronized boolean isNew(String text) {
    var now = clock.instant();
    var oldest = seen.entrySet().iterator();
    while (oldest.hasNext()) {
      var entry = oldest.next();
      if (seen.size() < MOST && entry.getValue().isAfter(now.minus(LIFE))) {
        break;
      }
      oldest.remove();
    }
    return seen.putIfAbsent(Sha256.hex(text), now) == null;
  }
}
