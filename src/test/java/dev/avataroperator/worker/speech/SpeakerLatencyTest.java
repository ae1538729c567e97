package dev.avataroperator.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.worker.speech.Finish.Reason;
import dev.avataroperator.worker.speech.Finish.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakerLatencyTest extends SpeakerRig {
  @Test
  void countsAnAnswerThatNeverCameAsTheLongest() {
    // given
    segment("a", SECOND, true);

    // when
    speaker.pump();
    pass(2_000);
    segment("b", 60 * SECOND / 100, false);
    pass(11_000);

    // then
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).p95()).isEqualTo(10_000);
  }

  @Test
  void countsAnAnswerThatCameAfterTheEstimatedEnd() {
    // given
    segment("a", SECOND, true);
    speaker.pump();
    pass(3_000);

    // when
    speaker.animation("r1", true);
    pass(11_000);

    // then
    assertThat(finished.get("a").source()).isEqualTo(Source.Estimate);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isEqualTo(1);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).p95()).isBetween(2_900L, 3_100L);
  }

  @Test
  void countsAShortSegmentWithoutAnAnswerAsTheLongest() {
    // given
    segment("a", SECOND, true);
    speaker.pump();

    // when
    pass(9_800);
    var early = latency.summary(LatencyPoint.FIRST_ANIMATION).samples();
    pass(400);

    // then
    assertThat(finished).containsOnlyKeys("a");
    assertThat(early).isZero();
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isEqualTo(1);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).p95()).isEqualTo(10_000);
  }

  @Test
  void countsAnAnswerThatALostConnectionWithheldAsTheLongest() {
    // given
    segment("a", SECOND, true);
    speaker.pump();
    pass(2_500);
    segment("b", 2 * SECOND, true);
    speaker.pump();
    pass(1_500);

    // when
    speaker.disconnected(now);
    pass(3_000);

    // then
    assertThat(finished.get("a").reason()).isEqualTo(Reason.Played);
    assertThat(finished.get("b").reason()).isEqualTo(Reason.ConnectionLost);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isEqualTo(2);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).p50()).isEqualTo(10_000);
  }

  @Test
  void countsWhatExpiredUnsentAsTheLongest() {
    // given
    speaker.disconnected(now);
    segment("a", SECOND, true);
    segment("b", SECOND, true);

    // when
    pass(11_020);
    speaker.expire();

    // then
    assertThat(finished.values()).extracting(Finish::reason).containsOnly(Reason.Expired);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isEqualTo(2);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).p50()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @CsvSource({"9000,0", "10020,1"})
  void countsWhatEndsUnsentOnlyIfTenSecondsHavePassed(long outage, long samples) {
    // given
    speaker.disconnected(now);
    segment("a", SECOND, true);
    segment("b", SECOND, true);

    // when
    pass(outage);
    speaker.abandon(now);

    // then
    assertThat(finished.values()).extracting(Finish::reason).containsOnly(Reason.ConnectionLost);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isEqualTo(samples);
  }

  @Test
  void countsNothingForWhatAPauseKeptBack() {
    // given
    speaker.pause();
    segment("a", SECOND, true);
    speaker.disconnected(now);

    // when
    pass(11_000);
    speaker.abandon(now);

    // then
    assertThat(finished.get("a").reason()).isEqualTo(Reason.ConnectionLost);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isZero();
  }

  @Test
  void countsNothingForWhatEndsBeforeItsTurn() {
    // given
    segment("a", 20 * SECOND, true);
    segment("b", SECOND, true);
    speaker.pump();
    speaker.animation("r1", false);
    pass(15_000);

    // when
    speaker.abandon(now);

    // then
    assertThat(finished.get("b").reason()).isEqualTo(Reason.ConnectionLost);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isEqualTo(1);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).p95()).isZero();
  }

  @Test
  void takesAnEndWithoutARequestIdForAnAnswer() {
    // given
    segment("a", SECOND, true);
    speaker.pump();
    pass(1_200);

    // when
    speaker.animation("", true);
    pass(11_000);

    // then
    assertThat(finished.get("a").latencyMs()).isEqualTo(1_200);
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isEqualTo(1);
  }

  @Test
  void countsNothingForARequestThatWasInterruptedBeforeItsAnswer() {
    // given
    var a = segment("a", SECOND, true);
    speaker.pump();

    // when
    speaker.interrupt(a, now);
    pass(11_000);

    // then
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isZero();
  }
}
