package dev.avataroperator.operator.session;

import dev.avataroperator.credential.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Failures in a row per session, and how long to wait after them. */
final class Attempts {
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Backoff backoff;

  Attempts(Backoff backoff) {
    this.backoff = backoff;
  }

  Duration failed(String uid) {
    return backoff.after(failures.merge(uid, 1, Integer::sum));
  }

  void succeeded(String uid) {
    failures.remove(uid);
  }
}
