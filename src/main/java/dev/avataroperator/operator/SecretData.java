package dev.avataroperator.operator;

import dev.avataroperator.credential.SecretText;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** A Secret's data in clear and back. */
public final class SecretData {
  private SecretData() {}

  /** Values that aren't base64 or text come out empty, which is then reported as missing. */
  public static Map<String, SecretText> read(Secret secret) {
    var clear = new TreeMap<String, SecretText>();
    if (secret.getData() != null) {
      secret.getData().forEach((key, value) -> clear.put(key, SecretText.of(decode(value))));
    }
    return clear;
  }

  public static Map<String, String> encode(Map<String, SecretText> clear) {
    var encoded = new TreeMap<String, String>();
    clear.forEach(
        (key, value) ->
            encoded.put(
                key,
                Base64.getEncoder()
                    .encodeToString(value.reveal().getBytes(StandardCharsets.UTF_8))));
    return encoded;
  }

  private static String decode(String value) {
    try {
      return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
