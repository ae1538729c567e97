package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.credential.TokenStock.Demand;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TokenStockTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final MintException AWAY =
      new MintException(FailureCode.ServiceUnavailable, true, "away");

  @Test
  void mintsTwoBeforeTheFirstConnect() {
    assertThat(refill(List.of(), demand(2), 7)).containsExactly(8L, 9L);
  }

  @Test
  void mintsOneWhenTheSpareIsUsed() {
    assertThat(refill(List.of(token(1, 60), token(2, 60)), demand(1, 1, 2), 2))
        .containsExactly(2L, 3L);
  }

  @Test
  void replacesASpareThatIsDueAndGivesItUp() {
    assertThat(refill(List.of(token(1, -60), token(2, -1)), demand(1, 1), 2))
        .containsExactly(1L, 3L);
  }

  @Test
  void mintsNothingWhileTheSpareIsGood() {
    assertThat(refill(List.of(token(1, -60), token(2, 1)), demand(1, 1), 2))
        .containsExactly(1L, 2L);
  }

  @Test
  void replacesAllThatIsUnusedWhenItIsToldTo() {
    // given
    var anew = new Demand(Set.of(1L), 1, true, NOW);

    // then
    assertThat(refill(List.of(token(1, 60), token(2, 60)), anew, 2)).containsExactly(1L, 3L);
  }

  @Test
  void holdsNoneForAParkedSession() {
    assertThat(refill(List.of(token(1, 60), token(2, 60)), demand(0, 1), 2)).isEmpty();
  }

  @Test
  void keepsWhatItHasWhileTheConsoleIsAway() {
    // given
    var held = List.of(token(1, -60), token(2, -1));

    // when
    var stock =
        TokenStock.refill(
            held,
            demand(1, 1),
            2,
            generation -> {
              throw AWAY;
            });

    // then
    assertThat(stock.tokens()).isEqualTo(held);
    assertThat(stock.problem()).containsSame(AWAY);
  }

  @Test
  void keepsTheOneOfTwoThatItGot() {
    // when
    var stock =
        TokenStock.refill(
            List.of(),
            demand(2),
            0,
            generation -> {
              if (generation > 1) {
                throw AWAY;
              }
              return token(generation, 60);
            });

    // then
    assertThat(stock.tokens()).extracting(Credential::generation).containsExactly(1L);
    assertThat(stock.problem()).containsSame(AWAY);
  }

  @Test
  void mintsNothingWhileItMayNotAndSaysWhyOnlyIfSomethingIsMissing() {
    // given
    var good = List.of(token(1, 60), token(2, 60));
    var due = List.of(token(1, -60), token(2, -1));

    // then
    assertThat(TokenStock.unfilled(good, demand(1, 1), AWAY).problem()).isEmpty();
    assertThat(TokenStock.unfilled(due, demand(1, 1), AWAY).problem()).containsSame(AWAY);
    assertThat(TokenStock.unfilled(due, demand(1, 1), AWAY).tokens()).isEqualTo(due);
  }

  private static List<Long> refill(List<Credential> held, Demand demand, long newest) {
    var stock = TokenStock.refill(held, demand, newest, generation -> token(generation, 60));
    assertThat(stock.problem()).isEmpty();
    return stock.tokens().stream().map(Credential::generation).toList();
  }

  private static Demand demand(int unused, long... used) {
    var generations = LongStream.of(used).boxed().toList();
    return new Demand(Set.copyOf(generations), unused, false, NOW);
  }

  private static Credential token(long generation, long renewInSeconds) {
    var renewAt = NOW.plusSeconds(renewInSeconds);
    return new Credential(
        SecretText.of("token-" + generation), generation, NOW, renewAt.plusSeconds(600), renewAt);
  }
}
