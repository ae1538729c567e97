package dev.avataroperator.operator.session.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.operator.Names;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.testing.SessionsInMemory;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EgressCredentialsTest {
  @ParameterizedTest
  @CsvSource({"1, 1, false", "1, 2, true", "2, 1, false", "0, 2, false"})
  void isAheadOnceMintedForAnEpochAfterTheOneThatIsKnownToRun(
      long stored, String minted, boolean isAhead) {
    // given
    var session =
        SessionsInMemory.withStatus(SessionsInMemory.session(""), "{epoch: " + stored + "}");
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .addToAnnotations(Names.EPOCH, minted)
            .endMetadata()
            .build();

    // then
    assertThat(EgressCredentials.isAhead(secret, new Turn(session, Instant.EPOCH)))
        .isEqualTo(isAhead);
  }
}
