package dev.avataroperator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Labels or annotations that go on what the operator makes: its own keys are refused. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface LabelMap {
  /** Labels have short values of few characters, annotations any of up to 4096. */
  boolean annotations() default false;
}
