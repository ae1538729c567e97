package dev.avataroperator.credential;

import java.time.Instant;

/** A minted secret with its own life: when it was issued, ends, and is due for renewal. */
public record Credential(
    SecretText value, long generation, Instant issuedAt, Instant expiresAt, Instant renewAt) {

  public boolean isDue(Instant now) {
    return !now.isBefore(renewAt);
  }
}
