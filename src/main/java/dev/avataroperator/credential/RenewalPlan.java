package dev.avataroperator.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/**
 * When a credential is renewed: at two thirds of its life, up to a tenth of the life earlier, so
 * that credentials minted together aren't renewed together. The result is stored with the
 * credential, so a restart changes nothing.
 */
public final class RenewalPlan {
  private final RandomGenerator random;

  public RenewalPlan(RandomGenerator random) {
    this.random = random;
  }

  public Instant renewAt(Instant issuedAt, Instant expiresAt) {
    var life = Duration.between(issuedAt, expiresAt).toMillis();
    var jitter = (long) (random.nextDouble() * life / 10);
    return issuedAt.plusMillis(life * 2 / 3 - jitter).truncatedTo(ChronoUnit.SECONDS);
  }
}
