package dev.avataroperator.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/**
 * When a credential is renewed: at two thirds of its life, up to a tenth of the life earlier, so
 * that credentials minted together aren't renewed together, and never within ten seconds. The
 * result is stored with the credential, so a restart changes nothing.
 */
public final class RenewalPlan {
  /** Also for what is said to be expired when it comes, by a clock that differs from ours. */
  private static final Duration SOONEST = Duration.ofSeconds(10);

  private final RandomGenerator random;

  public RenewalPlan(RandomGenerator random) {
    this.random = random;
  }

  /** A value that was just minted, with its plan. */
  public Credential issue(SecretText value, long generation, Instant from, Instant until) {
    return new Credential(value, generation, from, until, renewAt(from, until));
  }

  public Instant renewAt(Instant issuedAt, Instant expiresAt) {
    var life = Math.max(0, Duration.between(issuedAt, expiresAt).toMillis());
    var jitter = (long) (random.nextDouble() * life / 10);
    var planned = issuedAt.plusMillis(life * 2 / 3 - jitter).truncatedTo(ChronoUnit.SECONDS);
    var soonest = issuedAt.plus(SOONEST);
    return planned.isBefore(soonest) ? soonest : planned;
  }
}
