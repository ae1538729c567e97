package dev.avataroperator.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A name as Kubernetes resources have it: lower-case letters, digits, hyphens and dots. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
public @interface ResourceName {
  int max() default 253;

  /** Whether the name is one label, without dots. */
  boolean label() default false;
}
