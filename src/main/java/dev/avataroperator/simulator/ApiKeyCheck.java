package dev.avataroperator.simulator;

import dev.avataroperator.credential.SecretText;
import io.vertx.core.http.HttpServerRequest;
import java.security.MessageDigest;

/** Compares the header {@code X-Api-Key} in constant time. */
final class ApiKeyCheck {
  private final byte[] expected;

  ApiKeyCheck(SecretText apiKey) {
    this.expected = Sha256.of(apiKey.reveal());
  }

  boolean passes(HttpServerRequest request) {
    var given = request.getHeader("X-Api-Key");
    return given != null && MessageDigest.isEqual(expected, Sha256.of(given));
  }
}
