package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.Credential;
import dev.avataroperator.credential.RenewalPlan;
import dev.avataroperator.credential.SecretText;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Tokens of our own: 256 random bits each, with a life. */
public final class RandomTokens {
  private static final int BYTES = 32;

  private final RenewalPlan renewals;
  private final SecureRandom random;

  public RandomTokens(RenewalPlan renewals, SecureRandom random) {
    this.renewals = renewals;
    this.random = random;
  }

  Credential mint(long generation, Instant now, Duration life) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return renewals.issue(SecretText.of(text), generation, now, now.plus(life));
  }
}
