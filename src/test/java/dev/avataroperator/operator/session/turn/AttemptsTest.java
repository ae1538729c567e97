package dev.avataroperator.operator.session.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final Attempts attempts = new Attempts(new Backoff(new Random(1)));

  @Test
  void triesAtOnceAndThenWithGrowingDelay() {
    // when
    var first = attempts.mayTry("u", NOW);
    var second = attempts.mayTry("u", NOW);
    var due = attempts.nextTry("u");

    // then
    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(due).isBetween(NOW.plusMillis(500), NOW.plusSeconds(1));
    assertThat(attempts.mayTry("u", due)).isTrue();
    assertThat(attempts.nextTry("u")).isAfterOrEqualTo(due.plusSeconds(1));
  }

  @Test
  void waitsAtLeastAsLongAsItIsTold() {
    assertThat(attempts.mayTry("u", NOW, TEN_MINUTES)).isFalse();
    assertThat(attempts.mayTry("u", NOW.plus(TEN_MINUTES), TEN_MINUTES)).isTrue();
    assertThat(attempts.mayTry("u", NOW.plus(TEN_MINUTES).plusSeconds(599), TEN_MINUTES)).isFalse();
  }

  @Test
  void beginsAnewAfterASuccess() {
    // given
    attempts.failed("u", NOW);
    attempts.failed("u", NOW);

    // when
    attempts.succeeded("u");

    // then
    assertThat(attempts.nextTry("u")).isEqualTo(Instant.MIN);
    assertThat(attempts.failed("u")).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void keepsSessionsApart() {
    // given
    attempts.failed("one", NOW);

    // then
    assertThat(attempts.mayTry("other", NOW)).isTrue();
  }
}
