package dev.avataroperator.simulator.http;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.credential.Sha256;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Compares the header {@code X-Api-Key} in constant time. */
public final class ApiKeyCheck {
  private final byte[] expected;

  public ApiKeyCheck(SecretText apiKey) {
    this.expected = hash(apiKey.reveal());
  }

  public boolean passes(HttpServerRequest request) {
    var given = request.getHeader("X-Api-Key");
    return given != null && MessageDigest.isEqual(expected, hash(given));
  }

  private static byte[] hash(String key) {
    return Sha256.hex(key).getBytes(StandardCharsets.UTF_8);
  }
}
