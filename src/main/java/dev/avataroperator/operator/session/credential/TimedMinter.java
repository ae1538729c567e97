package dev.avataroperator.operator.session.credential;

import dev.avataroperator.credential.ConsoleAccount;
import dev.avataroperator.credential.MintException;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.SessionTokenMinter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/** Mints for a session and notes how long the console took. */
public final class TimedMinter {
  private final SessionTokenMinter minter;
  private final BiConsumer<String, Duration> measured;

  public TimedMinter(SessionTokenMinter minter, BiConsumer<String, Duration> measured) {
    this.minter = minter;
    this.measured = measured;
  }

  SecretText mint(String uid, ConsoleAccount account, Instant expiresAt) throws MintException {
    var from = System.nanoTime();
    var token = minter.mint(account, expiresAt);
    measured.accept(uid, Duration.ofNanos(System.nanoTime() - from));
    return token;
  }
}
