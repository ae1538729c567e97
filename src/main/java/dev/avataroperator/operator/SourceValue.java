package dev.avataroperator.operator;

import dev.avataroperator.api.v1alpha1.SecretKeyRef;
import dev.avataroperator.credential.SecretText;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** What a source Secret holds under a key, or, in words, what is missing and how to mend it. */
public record SourceValue(Optional<SecretText> value, String missing) {

  /** White space around the value doesn't count; a blank value is none. */
  public static SourceValue of(Optional<Secret> secret, String namespace, SecretKeyRef ref) {
    if (secret.isEmpty()) {
      return new SourceValue(Optional.empty(), missing(namespace, ref.name()));
    }
    var value =
        Optional.ofNullable(SecretData.read(secret.get()).get(ref.key()))
            .map(text -> SecretText.of(text.reveal().strip()))
            .filter(text -> !text.isBlank());
    return new SourceValue(
        value, "Secret " + ref.name() + " has no value under key " + ref.key() + ": add it.");
  }

  /** Words for a Secret that isn't there or isn't labelled, which looks the same from here. */
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
}
