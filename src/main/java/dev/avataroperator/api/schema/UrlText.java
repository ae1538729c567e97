package dev.avataroperator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An absolute URL without user information and fragment. The first scheme is the one to use, others
 * are for insecure endpoints, which the operator allows or not.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface UrlText {
  String[] schemes();

  /** What may follow host and port. */
  Tail tail() default Tail.PATH;

  /** What may follow host and port. */
  enum Tail {
    NOTHING,
    PATH,
    QUERY
  }
}
