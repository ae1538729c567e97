package dev.avataroperator.credential;

import java.net.URI;

/**
 * An account at the avatar service's console; {@code caBundle} is PEM, or null for the public
 * trust.
 */
public record ConsoleAccount(Dialect dialect, URI consoleUrl, SecretText apiKey, String caBundle) {

  /** Changes with the API key; tells nothing of it. */
  public String keyVersion() {
    return Sha256.hex("console " + apiKey.reveal()).substring(0, 12);
  }
}
