package dev.avataroperator.operator.session;

import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.SessionTokenMinter;
import java.time.Duration;
import java.time.Instant;

/** Mints for a session and notes how long the console took. */
final class TimedMinter {
  private final SessionTokenMinter minter;
  private final Measurements measurements;

  TimedMinter(SessionTokenMinter minter, Measurements measurements) {
    this.minter = minter;
    this.measurements = measurements;
  }

  SecretText mint(String uid, ConsoleAccount account, Instant expiresAt) throws MintException {
    var from = System.nanoTime();
    var token = minter.mint(account, expiresAt);
    measurements.tokenMinted(uid, Duration.ofNanos(System.nanoTime() - from));
    return token;
  }
}
