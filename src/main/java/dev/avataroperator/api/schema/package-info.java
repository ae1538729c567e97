/**
 * Annotations that say what the generated CustomResourceDefinitions lack: list keys, formats, rules
 * of texts. They are read by {@code crd.SchemaCompletion} among the tests when {@code crds/} is
 * generated, never at run time, and use nothing.
 */
package dev.avataroperator.api.schema;
