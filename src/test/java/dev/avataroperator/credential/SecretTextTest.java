package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.WireJson;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecretTextTest {
  private static final SecretText SECRET = SecretText.of("hunter2");

  @Test
  void doesNotPrint() throws Exception {
    assertThat("" + SECRET).isEqualTo("***");
    assertThat(new ObjectMapper().writeValueAsString(SECRET)).isEqualTo("\"***\"");
    assertThat("" + new Assignment.SessionToken(1, SECRET, Instant.EPOCH)).doesNotContain("hunter");
  }

  @Test
  void travelsOverTheWorkerApiOnly() throws Exception {
    // given
    var wire = WireJson.mapper();

    // when
    var json = wire.writeValueAsString(new Assignment.SessionToken(1, SECRET, Instant.EPOCH));

    // then
    assertThat(wire.readValue(json, Assignment.SessionToken.class).token().reveal())
        .isEqualTo("hunter2");
  }
}
