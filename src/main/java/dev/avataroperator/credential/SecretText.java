package dev.avataroperator.credential;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A secret value that doesn't print: logs, exceptions and ordinary JSON show {@code ***}. Only what
 * writes a header, a Secret or the worker API calls {@link #reveal()}.
 */
public final class SecretText {
  private final String value;

  private SecretText(String value) {
    this.value = Objects.requireNonNull(value);
  }

  @JsonCreator
  public static SecretText of(String value) {
    return new SecretText(value);
  }

  public String reveal() {
    return value;
  }

  public boolean isBlank() {
    return value.isBlank();
  }

  @JsonValue
  @Override
  public String toString() {
    return "***";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretText that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
