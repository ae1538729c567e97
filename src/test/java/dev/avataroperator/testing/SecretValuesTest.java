package dev.avataroperator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
  private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.c29tZQ.c2lnbmF0dXJl";
  private static final String ENCODED = Base64.getEncoder().encodeToString(TOKEN.getBytes());

  private final SecretValues values = new SecretValues(List.of(ENCODED));

  @Test
  void findsAValueAsItIsAndInBase64() {
    assertThat(values.in("GET /?token=" + TOKEN + " HTTP/1.1")).hasSize(1);
    assertThat(values.in("data: {token: " + ENCODED + "}")).hasSize(1);
  }

  @Test
  void doesNotTakeTheCommonBeginningOfTokensForALeak() {
    assertThat(values.in("eyJhbGciOiJIUzI1NiJ9.b3RoZXI.b3RoZXJzaWduYXR1cmU")).isEmpty();
  }
}
