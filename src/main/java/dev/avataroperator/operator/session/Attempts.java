package dev.avataroperator.operator.session;

import dev.avataroperator.credential.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Failures in a row per session, and how long to wait after them. */
final class Attempts {
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();
  private final Backoff backoff;

  Attempts(Backoff backoff) {
    this.backoff = backoff;
  }

  /** Counts something else with the same back-off. */
  Attempts another() {
    return new Attempts(backoff);
  }

  Duration failed(String uid) {
    return backoff.after(failures.merge(uid, 1, Integer::sum));
  }

  /** True once the wait after the last failure is over; counts this try as one that may fail. */
  boolean mayTry(String uid, Instant now) {
    var allowed = !now.isBefore(nextTry(uid));
    if (allowed) {
      notBefore.put(uid, now.plus(failed(uid)));
    }
    return allowed;
  }

  Instant nextTry(String uid) {
    return notBefore.getOrDefault(uid, Instant.MIN);
  }

  void succeeded(String uid) {
    notBefore.remove(uid);
    failures.remove(uid);
  }
}
