package dev.avataroperator.credential;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/**
 * When a session token really expires: as asked for, or earlier where the service says so. A token
 * that is a JWT says so in its claim {@code exp}; any other is taken to live as long as asked for.
 */
public final class TokenExpiry {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int JWT_PARTS = 3;

  private TokenExpiry() {}

  public static Instant of(SecretText token, Instant asked) {
    var parts = token.reveal().split("\\.", -1);
    if (parts.length != JWT_PARTS) {
      return asked;
    }
    try {
      var expiry = JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
      if (!expiry.canConvertToLong() || expiry.asLong() <= 0) {
        return asked;
      }
      var said = Instant.ofEpochSecond(Math.min(expiry.asLong(), asked.getEpochSecond()));
      return said.isBefore(asked) ? said : asked;
    } catch (IllegalArgumentException | IOException e) {
      return asked;
    }
  }
}
