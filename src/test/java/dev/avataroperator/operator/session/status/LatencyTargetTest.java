package dev.avataroperator.operator.session.status;

import static dev.avataroperator.status.ConditionType.LatencyOnTarget;
import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.api.v1alpha1.AvatarSession;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.operator.session.turn.Turn;
import dev.avataroperator.testing.SessionsInMemory;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTargetTest {
  private static final AvatarSession SESSION =
      SessionsInMemory.of(
          """
          metadata: {name: lobby}
          spec:
            avatar: {id: host, serviceRef: {name: s}}
            rtc: {providerRef: {name: p}, livekit: {room: lobby}}
            driver: {worker: {latencyTarget: {firstAnimationP95: 800ms}}}
          """);

  @ParameterizedTest
  @CsvSource({
    "800, 20, True, OnTarget",
    "801, 20, False, LatencyAboveTarget",
    "5000, 19, Unknown, TooFewSamples",
    ", 20, Unknown, TooFewSamples"
  })
  void judgesByTheLastFiveMinutes(Long p95, long samples, String status, String reason) {
    // given
    var turn = new Turn(SESSION, Instant.EPOCH);

    // when
    LatencyTarget.judge(turn, report(p95, samples));

    // then
    assertThat(turn.conditions().get(LatencyOnTarget))
        .get()
        .extracting(Condition::getStatus, Condition::getReason)
        .containsExactly(status, reason);
  }

  @Test
  void saysNothingWithoutATarget() {
    // given
    var turn = new Turn(SessionsInMemory.session(""), Instant.EPOCH);

    // when
    LatencyTarget.judge(turn, report(5_000L, 100));

    // then
    assertThat(turn.conditions().get(LatencyOnTarget)).isEmpty();
  }

  private static SessionReport report(Long p95, long samples) {
    return new SessionReport(
        "uid",
        1,
        SessionReport.State.Streaming,
        null,
        null,
        null,
        null,
        null,
        new SessionReport.Latency(null, null, null, p95, null, samples),
        null);
  }
}
