package dev.avataroperator.operator.session.turn;

import dev.avataroperator.credential.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Failures in a row per session, and how long to wait after them. */
public final class Attempts {
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();
  private final Backoff backoff;

  public Attempts(Backoff backoff) {
    this.backoff = backoff;
  }

  public Duration failed(String uid) {
    return backoff.after(failures.merge(uid, 1, Integer::sum));
  }

  /** Also remembers when the next try is due. */
  public Duration failed(String uid, Instant now) {
    var wait = failed(uid);
    notBefore.put(uid, now.plus(wait));
    return wait;
  }

  /** True once the next try is due; counts this one as one that may fail. */
  public boolean mayTry(String uid, Instant now) {
    return mayTry(uid, now, Duration.ZERO);
  }

  /** The same, with at least the given time between tries; the first waits as well. */
  public boolean mayTry(String uid, Instant now, Duration least) {
    if (!least.isZero() && !notBefore.containsKey(uid)) {
      notBefore.put(uid, now.plus(least));
    }
    if (now.isBefore(nextTry(uid))) {
      return false;
    }
    var wait = failed(uid);
    notBefore.put(uid, now.plus(wait.compareTo(least) > 0 ? wait : least));
    return true;
  }

  public Instant nextTry(String uid) {
    return notBefore.getOrDefault(uid, Instant.MIN);
  }

  public void succeeded(String uid) {
    notBefore.remove(uid);
    failures.remove(uid);
  }
}
