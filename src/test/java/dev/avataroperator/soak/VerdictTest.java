package dev.avataroperator.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.soak.Figures.Memory;
import dev.avataroperator.soak.Figures.Sessions;
import dev.avataroperator.soak.Figures.Speech;
import dev.avataroperator.soak.Figures.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Tokens TOKENS = new Tokens(900, 0, 0, 0, 0);
  private static final Sessions SESSIONS = new Sessions(100, 0, 300, 400, 0);
  private static final Speech SPEECH = new Speech(4_000, 2_000, 3, 0, 0);

  @Test
  void isGoodWhenEveryPromiseWasKept() {
    assertThat(verdict(TOKENS, SESSIONS, SPEECH).broken()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void namesThePromiseThatWasBroken(String said, Verdict verdict) {
    assertThat(verdict.isGood()).isFalse();
    assertThat(verdict.broken()).singleElement().asString().contains(said);
  }

  static Stream<Arguments> namesThePromiseThatWasBroken() {
    return Stream.of(
        Arguments.of("1 session tokens were used twice", tokens(new Tokens(900, 0, 1, 0, 0))),
        Arguments.of("expired session tokens", tokens(new Tokens(900, 1, 0, 0, 0))),
        Arguments.of("never minted", tokens(new Tokens(900, 0, 0, 1, 0))),
        Arguments.of("credentials were found expired", tokens(new Tokens(900, 0, 0, 0, 1))),
        Arguments.of("aren't Ready", sessions(new Sessions(100, 1, 300, 400, 0))),
        Arguments.of("nothing was proved", sessions(new Sessions(100, 0, 0, 400, 0))),
        Arguments.of("don't come back", sessions(new Sessions(100, 0, 300, 200, 0))),
        Arguments.of("twice in a room", sessions(new Sessions(100, 0, 300, 400, 1))),
        Arguments.of("without a report", speech(new Speech(4_000, 2_000, 3, 1, 0))),
        Arguments.of("refused", speech(new Speech(4_000, 2_000, 3, 0, 1))),
        Arguments.of("nothing was spoken", speech(new Speech(0, 0, 0, 0, 0))));
  }

  @Test
  void seesALeakInTheLiveHeapOfAShortRun() {
    assertThat(verdict(Duration.ofMinutes(2), 0, 2).broken())
        .containsExactly("worker's live heap grows");
  }

  @Test
  void judgesResidentMemoryOnlyInALongRun() {
    assertThat(verdict(Duration.ofMinutes(2), 2, 0).isGood()).isTrue();
    assertThat(verdict(LONG, 2, 0).broken()).containsExactly("worker's resident memory grows");
  }

  private static Verdict tokens(Tokens tokens) {
    return verdict(tokens, SESSIONS, SPEECH);
  }

  private static Verdict sessions(Sessions sessions) {
    return verdict(TOKENS, sessions, SPEECH);
  }

  private static Verdict speech(Speech speech) {
    return verdict(TOKENS, SESSIONS, speech);
  }

  private static Verdict verdict(Tokens tokens, Sessions sessions, Speech speech) {
    return Verdict.of(new Figures(LONG, tokens, sessions, speech, memory(0, 0)));
  }

  private static Verdict verdict(Duration lasted, long resident, long live) {
    return Verdict.of(new Figures(lasted, TOKENS, SESSIONS, SPEECH, memory(resident, live)));
  }

  /** The bytes that each sample has more than the one before, on 100. */
  private static Map<String, List<Memory>> memory(long resident, long live) {
    var samples =
        IntStream.range(0, 30)
            .mapToObj(i -> new Memory(i, 100 + i * resident, 100 + i % 2 + i * live))
            .toList();
    return Map.of("worker", samples);
  }
}
