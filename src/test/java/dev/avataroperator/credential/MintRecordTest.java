package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MintRecordTest {
  private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:00Z");
  private static final ConsoleAccount ACCOUNT = account("one key");

  private MintException next;
  private final MintRecord minter =
      new MintRecord(
          (account, expiresAt) -> {
            if (next != null) {
              throw next;
            }
            return SecretText.of("token");
          });

  @Test
  void tellsOfARefusalUntilTheKeyIsAcceptedAgain() throws MintException {
    // when
    var refusal = refuse(new MintException(FailureCode.SessionTokenInvalid, false, "401"));
    var afterRefusal = minter.lastAnswer(ACCOUNT).orElseThrow();
    next = null;
    minter.mint(ACCOUNT, UNTIL);

    // then
    assertThat(afterRefusal.refusal()).containsSame(refusal);
    assertThat(minter.lastAnswer(ACCOUNT)).contains(new MintRecord.Answer(Optional.empty()));
  }

  @Test
  void holdsAnOutageAgainstNoKey() {
    // when
    refuse(new MintException(FailureCode.ServiceUnavailable, true, "away"));

    // then
    assertThat(minter.lastAnswer(ACCOUNT)).isEmpty();
  }

  @Test
  void callsBackOnlyWhenTheAnswerIsAnother() throws MintException {
    // given
    var calls = new AtomicInteger();
    minter.listen(calls::incrementAndGet);

    // when
    minter.mint(ACCOUNT, UNTIL);
    var accepted = calls.get();
    refuse(new MintException(FailureCode.SessionTokenInvalid, false, "401"));
    refuse(new MintException(FailureCode.SessionTokenInvalid, false, "401"));
    var refused = calls.get();
    next = null;
    minter.mint(ACCOUNT, UNTIL);

    // then
    assertThat(accepted).isZero();
    assertThat(refused).isEqualTo(1);
    assertThat(calls).hasValue(2);
  }

  @Test
  void keepsKeysApart() {
    // when
    refuse(new MintException(FailureCode.SessionTokenInvalid, false, "401"));

    // then
    assertThat(minter.lastAnswer(account("another key"))).isEmpty();
  }

  private MintException refuse(MintException why) {
    next = why;
    assertThat(catchThrowable(() -> minter.mint(ACCOUNT, UNTIL))).isSameAs(why);
    return why;
  }

  private static ConsoleAccount account(String key) {
    return new ConsoleAccount(
        Dialect.SpatialReal, URI.create("https://console.example.com"), SecretText.of(key), null);
  }
}
