package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenExpiryTest {
  private static final Instant ASKED = Instant.parse("2026-01-01T01:00:00Z");

  @Test
  void takesTheEarlierExpiryThatTheServiceGranted() {
    // given
    var granted = ASKED.minusSeconds(1800);

    // then
    assertThat(TokenExpiry.of(jwt("{\"exp\":" + granted.getEpochSecond() + "}"), ASKED))
        .isEqualTo(granted);
  }

  @Test
  void neverCountsOnMoreThanWasAskedFor() {
    assertThat(TokenExpiry.of(jwt("{\"exp\":4102444800}"), ASKED)).isEqualTo(ASKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"exp\":\"soon\"}", "{\"exp\":-1}", "[]", "not json", ""})
  void takesTheExpiryThatWasAskedForWhereTheTokenDoesntSay(String claims) {
    assertThat(TokenExpiry.of(jwt(claims), ASKED)).isEqualTo(ASKED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"opaque", "a.b", "..", "a.b.c.d", "x.%%%.y"})
  void readsNothingIntoAnOpaqueToken(String token) {
    assertThat(TokenExpiry.of(SecretText.of(token), ASKED)).isEqualTo(ASKED);
  }

  private static SecretText jwt(String claims) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return SecretText.of(
        "head." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".signature");
  }
}
