package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Why a session token isn't minted. */
public final class MintRefusal {
  private MintRefusal() {}

  /** Fails the test when the token is minted after all. */
  public static MintException of(ThrowingCallable call) {
    var refusal = catchThrowableOfType(MintException.class, call);
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
