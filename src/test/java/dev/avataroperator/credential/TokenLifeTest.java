package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Weeks of tokens: outages, restarts, lost connections, rotations, clocks that differ. */
class TokenLifeTest {
  private static final Duration WEEKS = Duration.ofDays(21);

  /** An outage's end is noticed within a minute: so long a second loss would find no spare. */
  private static final Duration NOTICED = Duration.ofSeconds(61);

  @Property(tries = 20)
  void aTokenToConnectWithIsAlwaysGoodAndNeverUsedBefore(
      @ForAll long seed,
      @ForAll @IntRange(min = 60, max = 24 * 60) int lifeMinutes,
      @ForAll @IntRange(min = -5, max = 5) int skewMinutes) {
    // given
    var random = new Random(seed);
    var life = Duration.ofMinutes(lifeMinutes);
    var tokens = new TokenLife(life, Duration.ofMinutes(skewMinutes), random);
    var end = tokens.now().plus(WEEKS);
    var disturbances = 0;

    // when
    for (; tokens.now().isBefore(end); disturbances++) {
      var calm = NOTICED.plus(part(random, life.multipliedBy(4)));
      tokens.operateUntil(tokens.now().plus(calm));
      disturb(tokens, random, life);
      tokens.connect();
    }

    // then
    var replaced = WEEKS.dividedBy(life.multipliedBy(56).dividedBy(100)) + 1;
    assertThat(tokens.minted()).isLessThanOrEqualTo(2 * replaced + 3L * disturbances + 2);
  }

  @Property(tries = 5)
  void anOutageIsAskedAboutWithGrowingPausesAndEndsWithin60Seconds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int hours) {
    // given
    var tokens = new TokenLife(Duration.ofHours(1), Duration.ZERO, new Random(seed));
    tokens.connect();
    tokens.console(false);

    // when
    var before = tokens.attempts().size();
    var end = tokens.now().plus(Duration.ofHours(hours));
    tokens.operateUntil(end);
    var asked = List.copyOf(tokens.attempts().subList(before, tokens.attempts().size()));
    tokens.console(true);
    tokens.operateUntil(end.plusSeconds(61));

    // then
    assertThat(asked.size()).isLessThanOrEqualTo(10 + hours * 120);
    assertThat(pauses(asked).skip(7)).allSatisfy(pause -> assertThat(pause).isBetween(30L, 61L));
    tokens.connect();
  }

  @Property(tries = 5)
  void aRestartMintsNothingAndMovesNoRenewal(@ForAll long seed) {
    // given
    var tokens = new TokenLife(Duration.ofHours(1), Duration.ZERO, new Random(seed));
    tokens.connect();
    var before = tokens.atWorker();
    var minted = tokens.minted();

    // when
    tokens.awayUntil(tokens.now().plus(Duration.ofMinutes(10)));

    // then
    assertThat(tokens.minted()).isEqualTo(minted);
    assertThat(tokens.atWorker()).isEqualTo(before);
  }

  @Property(tries = 5)
  void renewalsOfSessionsThatBeganTogetherAreSpread(@ForAll long seed) {
    // given
    var random = new Random(seed);
    var life = Duration.ofHours(1);

    // when
    var renewals =
        IntStream.range(0, 200)
            .mapToObj(i -> new TokenLife(life, Duration.ZERO, random))
            .map(tokens -> tokens.atWorker().get(0).renewAt())
            .toList();

    // then
    var perMinute =
        renewals.stream()
            .collect(Collectors.groupingBy(at -> at.getEpochSecond() / 60, Collectors.counting()));
    assertThat(perMinute.size()).isGreaterThanOrEqualTo(6);
    assertThat(perMinute.values()).allSatisfy(count -> assertThat(count).isLessThan(80));
  }

  /** What may happen between two connections without harm: each lasts a sixth of a life at most. */
  private static void disturb(TokenLife tokens, Random random, Duration life) {
    var until = tokens.now().plus(part(random, life.dividedBy(6)));
    switch (random.nextInt(4)) {
      case 0 -> tokens.awayUntil(until);
      case 1 -> tokens.rotate();
      case 2 -> {
        tokens.console(false);
        tokens.operateUntil(until);
        tokens.console(true);
      }
      default -> tokens.operateUntil(until);
    }
  }

  private static Duration part(Random random, Duration whole) {
    return Duration.ofSeconds(1 + (long) (random.nextDouble() * (whole.toSeconds() - 1)));
  }

  private static Stream<Long> pauses(List<Instant> times) {
    return IntStream.range(1, times.size())
        .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)).toSeconds());
  }
}
