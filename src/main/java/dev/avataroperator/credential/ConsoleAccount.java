package dev.avataroperator.credential;

import java.net.URI;

/**
 * An account at the avatar service's console; {@code caBundle} is PEM, or null for the public
 * trust.
 */
public record ConsoleAccount(Dialect dialect, URI consoleUrl, SecretText apiKey, String caBundle) {}
