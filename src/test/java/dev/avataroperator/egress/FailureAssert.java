package dev.avataroperator.egress;

import dev.avataroperator.credential.FailureCode;
import org.assertj.core.api.AbstractAssert;

/** What kind of failure the service's words and codes are read as. */
final class FailureAssert extends AbstractAssert<FailureAssert, EgressFailure> {
  private FailureAssert(EgressFailure failure) {
    super(failure, FailureAssert.class);
  }

  static FailureAssert assertFailure(EgressFailure failure) {
    return new FailureAssert(failure);
  }

  /** The type by its simple name, as tables of tests hold it. */
  FailureAssert is(String type, FailureCode code) {
    isNotNull();
    objects.assertEqual(info, actual.getClass().getSimpleName(), type);
    objects.assertEqual(info, actual.code(), code);
    return this;
  }
}
