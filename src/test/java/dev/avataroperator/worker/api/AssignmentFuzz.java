package dev.avataroperator.worker.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.avataroperator.control.Assignment.SessionToken;
import dev.avataroperator.control.WireJson;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.worker.Orders;
import dev.avataroperator.worker.access.ApiProblem;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any body is an assignment that can be run or gets 400 with what is wrong, and no secret. */
class AssignmentFuzz {
  private static final String TOKEN = "st-a-session-token";

  @MethodSource("bodies")
  @FuzzTest
  void acceptsOrRefusesAnyBody(byte @NotNull [] body) {
    try {
      var assignment = new SessionBodies(new AssignmentCheck(false)).read(Buffer.buffer(body));
      assertThat(assignment.toString()).doesNotContain(TOKEN);
      assertThat(WireJson.write(assignment)).isNotEmpty();
    } catch (ApiProblem problem) {
      assertThat(problem.status()).isEqualTo(400);
      assertThat(problem.body().encode()).isNotBlank().doesNotContain(TOKEN).hasSizeLessThan(2_000);
    }
  }

  static Stream<byte[]> bodies() {
    var token = new SessionToken(1, SecretText.of(TOKEN), Instant.parse("2030-01-01T00:00:00Z"));
    return Stream.of(WireJson.write(Orders.ingest("wss://service.example/v2", token).assignment()));
  }
}
