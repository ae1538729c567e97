package dev.avataroperator.credential;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Mints by another minter, and remembers what the console said of each API key last: whoever tells
 * people of a key needs no call of its own.
 */
public final class MintRecord implements SessionTokenMinter {
  private static final int REMEMBERED = 10_000;

  private final SessionTokenMinter minter;
  private final Map<String, Answer> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > REMEMBERED;
        }
      };

  private volatile Runnable listener = () -> {};

  /** A refusal that only a person can mend, or none. */
  public record Answer(Optional<MintException> refusal) {}

  public MintRecord(SessionTokenMinter minter) {
    this.minter = minter;
  }

  /** Calls back when a key that was accepted is refused, and the other way round. */
  public void listen(Runnable whenOther) {
    listener = whenOther;
  }

  @Override
  public SecretText mint(ConsoleAccount account, Instant expiresAt) throws MintException {
    try {
      var token = minter.mint(account, expiresAt);
      remember(account, new Answer(Optional.empty()));
      return token;
    } catch (MintException e) {
      if (!e.retryable()) {
        remember(account, new Answer(Optional.of(e)));
      }
      throw e;
    }
  }

  /** The last one; outages are none. */
  public Optional<Answer> lastAnswer(ConsoleAccount account) {
    synchronized (answers) {
      return Optional.ofNullable(answers.get(key(account)));
    }
  }

  private void remember(ConsoleAccount account, Answer answer) {
    Answer before;
    synchronized (answers) {
      before = answers.put(key(account), answer);
    }
    var refusedBefore = before != null && before.refusal().isPresent();
    if (refusedBefore != answer.refusal().isPresent()) {
      listener.run();
    }
  }

  private static String key(ConsoleAccount account) {
    return account.consoleUrl() + " " + account.keyVersion();
  }
}
