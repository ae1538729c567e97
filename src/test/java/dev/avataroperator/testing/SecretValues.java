package dev.avataroperator.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds secret values in texts, as they are and in base64. Their last characters are looked for,
 * since all JWTs begin alike.
 */
final class SecretValues {
  private static final int ENOUGH = 16;

  private final Set<String> ends = new HashSet<>();

  /** Of values as Secrets hold them: in base64. */
  SecretValues(Collection<String> encoded) {
    for (var value : encoded) {
      add(value);
      add(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }
  }

  /** The ends of the values that the text holds. */
  Set<String> in(String text) {
    var found = new HashSet<String>();
    for (int i = 0; i + ENOUGH <= text.length(); i++) {
      var window = text.substring(i, i + ENOUGH);
      if (ends.contains(window)) {
        found.add(window);
      }
    }
    return found;
  }

  private void add(String value) {
    if (value.length() >= ENOUGH) {
      ends.add(value.substring(value.length() - ENOUGH));
    }
  }
}
