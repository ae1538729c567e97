package dev.avataroperator.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether minting may be tried for a session. After an outage or a quota it opens again with
 * growing delay, after a billing error in ten minutes, after any other refusal when what was tried
 * with has changed. What is remembered isn't kept over a restart.
 */
public final class MintGate {
  private static final Duration BILLING = Duration.ofMinutes(10);

  /** What is put right at the avatar service, so that nothing changes here. */
  private static final Set<FailureCode> PAID_ELSEWHERE =
      Set.of(FailureCode.BillingRequired, FailureCode.CreditsExhausted);

  private final Map<String, Shut> shut = new ConcurrentHashMap<>();
  private final Backoff backoff;

  public MintGate(Backoff backoff) {
    this.backoff = backoff;
  }

  private record Shut(String tried, int failures, Instant until, MintException why) {}

  /** Why it is shut; {@code tried} changes with whatever could make a refusal pass. */
  public Optional<MintException> whyShut(String uid, String tried, Instant now) {
    return Optional.ofNullable(shut.get(uid))
        .filter(gate -> gate.tried().equals(tried) && now.isBefore(gate.until()))
        .map(Shut::why);
  }

  public void failed(String uid, String tried, Instant now, MintException why) {
    shut.compute(
        uid,
        (key, before) -> {
          var again = before != null && before.tried().equals(tried);
          var failures = again ? before.failures() + 1 : 1;
          return new Shut(tried, failures, opens(now, failures, why), why);
        });
  }

  /** When it opens by itself. */
  public Optional<Instant> opensAt(String uid) {
    return Optional.ofNullable(shut.get(uid)).map(Shut::until).filter(Instant.MAX::isAfter);
  }

  public void succeeded(String uid) {
    shut.remove(uid);
  }

  private Instant opens(Instant now, int failures, MintException why) {
    if (why.retryable()) {
      return now.plus(backoff.after(failures));
    }
    return PAID_ELSEWHERE.contains(why.code()) ? now.plus(BILLING) : Instant.MAX;
  }
}
