package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Credential TOKEN =
      new Credential(
          SecretText.of("s3cr3t-value"), 7, NOW, NOW.plusSeconds(3600), NOW.plusSeconds(2400));

  @Test
  void givesBackWhatWasWritten() {
    // when
    var read = Ledger.read(Ledger.read(null).put("token", TOKEN).write());

    // then
    assertThat(read.find("token", SecretText.of("s3cr3t-value"))).contains(TOKEN);
    assertThat(read.newestGeneration(List.of("token", "other"))).isEqualTo(7);
  }

  @Test
  void holdsNoSecret() {
    assertThat(Ledger.read(null).put("token", TOKEN).write()).doesNotContain("s3cr3t");
  }

  @Test
  void doesNotKnowAValueThatSomebodyChanged() {
    // given
    var ledger = Ledger.read(null).put("token", TOKEN);

    // then
    assertThat(ledger.find("token", SecretText.of("another"))).isEmpty();
    assertThat(ledger.find("token", null)).isEmpty();
  }

  @Test
  void isEmptyWhenTheAnnotationWasDamaged() {
    assertThat(Ledger.read("{not json").write()).isEqualTo("{}");
    assertThat(Ledger.read("[1,2]").write()).isEqualTo("{}");
  }
}
