package dev.avataroperator.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseReasonTest {
  @Test
  void leavesAShortTextAsItIs() {
    assertThat(CloseReason.of("moved")).isEqualTo("moved");
    assertThat(CloseReason.of("x".repeat(123))).hasSize(123).doesNotContain("…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "語", "🎙", "a🎙"})
  void cutsALongOneBetweenItsCharacters(String character) {
    // when
    var reason = CloseReason.of(character.repeat(124));

    // then
    assertThat(reason.getBytes(StandardCharsets.UTF_8).length).isBetween(119, 123);
    assertThat(reason).endsWith("…").startsWith(character);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(reason)).isTrue();
  }
}
