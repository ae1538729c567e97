package dev.avataroperator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A duration such as {@code 90s}, {@code 1h30m} or {@code 500ms}, within bounds. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface DurationText {
  String min() default "1s";

  String max() default "8760h";
}
