package dev.avataroperator.credential;

import java.time.Instant;

/** Mints the avatar service's single-use session tokens. */
public interface SessionTokenMinter {

  /** Asks for a token that expires at the given time; blocks for at most the client's deadline. */
  SecretText mint(ConsoleAccount account, Instant expiresAt) throws MintException;
}
