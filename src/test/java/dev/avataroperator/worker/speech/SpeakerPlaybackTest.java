package dev.avataroperator.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.egress.PlaybackSignal;
import dev.avataroperator.egress.PlaybackSignal.State;
import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.worker.speech.Finish.Reason;
import dev.avataroperator.worker.speech.Finish.Source;
import org.junit.jupiter.api.Test;

class SpeakerPlaybackTest extends SpeakerRig {

  @Test
  void startsWhenTheServiceSaysThatItPlaysWithoutALatencySample() {
    // given
    segment("a", SECOND, true);
    speaker.pump();

    // when
    speaker.playback(new PlaybackSignal("r0", State.Playing, 0));
    var strange = started.size();
    speaker.playback(new PlaybackSignal("r1", State.Playing, 0));

    // then
    assertThat(strange).isZero();
    assertThat(started).containsExactly("a");
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isZero();
  }

  @Test
  void finishesWhenTheServiceSaysThatItEnded() {
    // given
    segment("a", SECOND, true);
    segment("b", 100, true);
    speaker.pump();

    // when
    speaker.playback(new PlaybackSignal("r1", State.Ended, 1_000));
    speaker.animation("r1", true);

    // then
    assertThat(started).containsExactly("a");
    assertThat(finished).containsOnlyKeys("a");
    assertThat(finished.get("a")).isEqualTo(new Finish(1_000, Reason.Played, Source.Signal, null));
    assertThat(connection.sent).endsWith("r2 100", "r2 end");
    assertThat(latency.summary(LatencyPoint.FIRST_ANIMATION).samples()).isEqualTo(1);
  }

  @Test
  void waitsForTheEndOfAServiceThatTellsItsPlayback() {
    // given
    segment("a", SECOND, true);
    speaker.pump();
    speaker.playback(new PlaybackSignal("r1", State.Playing, 0));

    // when
    pass(3_000);

    // then
    assertThat(finished).isEmpty();
  }

  @Test
  void takesItsWordThatARequestWasInterruptedForTheAnswer() {
    // given
    var a = segment("a", SECOND, true);
    speaker.pump();
    speaker.playback(new PlaybackSignal("r1", State.Playing, 0));
    pass(400);
    speaker.interrupt(a, now);

    // when
    pass(100);
    speaker.playback(new PlaybackSignal("r1", State.Interrupted, 400));

    // then
    assertThat(finished.get("a").reason()).isEqualTo(Reason.Interrupted);
    assertThat(finished.get("a").source()).isEqualTo(Source.Signal);
    assertThat(latency.summary(LatencyPoint.INTERRUPT_EFFECTIVE).samples()).isEqualTo(1);
    assertThat(latency.summary(LatencyPoint.INTERRUPT_EFFECTIVE).p50()).isBetween(99L, 101L);
  }

  @Test
  void believesTheServiceHowMuchOfAnInterruptedSegmentWasHeard() {
    // given
    var a = segment("a", 2 * SECOND, true);
    speaker.pump();
    speaker.playback(new PlaybackSignal("r1", State.Playing, 0));
    pass(1_000);

    // when
    speaker.interrupt(a, now);
    speaker.playback(new PlaybackSignal("r1", State.Interrupted, 840));

    // then
    assertThat(finished.get("a"))
        .isEqualTo(new Finish(840, Reason.Interrupted, Source.Signal, null));
    assertThat(latency.summary(LatencyPoint.INTERRUPT_EFFECTIVE).samples()).isEqualTo(1);
  }

  @Test
  void finishesWhatTheServiceStoppedByItselfWithWhatWasHeard() {
    // given
    segment("a", 2 * SECOND, true);
    segment("b", 100, true);
    speaker.pump();
    speaker.playback(new PlaybackSignal("r1", State.Playing, 0));
    pass(1_000);

    // when
    speaker.playback(new PlaybackSignal("r1", State.Interrupted, 700));

    // then
    assertThat(finished.get("a"))
        .isEqualTo(new Finish(700, Reason.Interrupted, Source.Signal, null));
    assertThat(released).isEqualTo(2 * SECOND);
    assertThat(connection.sent).endsWith("r2 100", "r2 end").doesNotContain("r1 interrupt");
    assertThat(latency.summary(LatencyPoint.INTERRUPT_EFFECTIVE).samples()).isZero();
  }

  @Test
  void neverReportsMoreHeardThanWasWritten() {
    // given
    segment("a", SECOND, true);
    speaker.pump();

    // when
    speaker.playback(new PlaybackSignal("r1", State.Interrupted, 90_000));

    // then
    assertThat(finished.get("a").playedMs()).isEqualTo(1_000);
  }

  @Test
  void doesNotStopARequestThatIsNotNamed() {
    // given
    segment("a", SECOND, true);
    speaker.pump();

    // when
    speaker.playback(new PlaybackSignal("", State.Interrupted, 0));
    speaker.playback(new PlaybackSignal("r1", State.Paused, 0));

    // then
    assertThat(finished).isEmpty();
    assertThat(started).isEmpty();
  }
}
