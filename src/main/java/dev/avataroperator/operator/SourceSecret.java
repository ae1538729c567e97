package dev.avataroperator.operator;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** Words for a source Secret that isn't there, lacks the label or lacks a key. */
public final class SourceSecret {
  private SourceSecret() {}

  public static String missing(String namespace, String name) {
    return "Secret "
        + name
        + " doesn't exist or isn't labelled as a source. Create it in namespace "
        + namespace
        + ", then: kubectl label secret "
        + name
        + " -n "
        + namespace
        + " "
        + Names.SOURCE_LABEL
        + "=true";
  }

  public static String missingKey(String name, String key) {
    return "Secret " + name + " has no value under key " + key + ": add it.";
  }

  /** The key's value, without surrounding white space; empty when it is missing or blank. */
  public static Optional<String> value(Secret secret, String key) {
    return Optional.ofNullable(SecretData.read(secret).get(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
