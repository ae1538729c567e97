package dev.avataroperator.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveKitRefusalTest {
  private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
  private static final String QUOTE = "invalid token: eyJhbGciOiJIUzI1NiJ9.e30.c2ln, error: ";
  private static final String EXPIRED = QUOTE + "token has invalid claims: token is expired";
  private static final String FUTURE = QUOTE + "token has invalid claims: token is not valid yet";

  @Test
  void saysByHowMuchTheClocksDiffer() {
    assertThat(LiveKitRefusal.of(EXPIRED, "Thu, 01 Jan 2026 12:30:00 GMT", NOW))
        .contains("for expired", "set the clocks", "LiveKit's is 150 min ahead")
        .doesNotContain("eyJ");
    assertThat(LiveKitRefusal.of(FUTURE, "Thu, 01 Jan 2026 09:50:00 GMT", NOW))
        .contains("of the future", "set the clocks", "LiveKit's is 10 min behind")
        .doesNotContain("eyJ");
  }

  @Test
  void saysThatTheyDifferWhereTheAnswerHasNoUsableDate() {
    assertThat(LiveKitRefusal.of(EXPIRED, null, NOW)).endsWith("which differ.");
    assertThat(LiveKitRefusal.of(EXPIRED, "yesterday", NOW)).endsWith("which differ.");
    assertThat(LiveKitRefusal.of(EXPIRED, "Thu, 01 Jan 2026 10:00:30 GMT", NOW))
        .endsWith("which differ.");
  }

  @Test
  void saysWhichHalfOfTheKeyIsWrong() {
    assertThat(LiveKitRefusal.of("invalid API key: nokey", null, NOW))
        .contains("check api-key in the Secret")
        .doesNotContain("clocks");
    assertThat(LiveKitRefusal.of(QUOTE + "token signature is invalid", null, NOW))
        .contains("api-secret in the Secret isn't")
        .doesNotContain("clocks", "eyJ");
  }

  @Test
  void namesAllThatItMayBeOtherwise() {
    assertThat(LiveKitRefusal.of("", null, NOW)).contains("api-key", "api-secret", "clocks");
  }
}
