package dev.avataroperator.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.worker.speech.Finish.Reason;
import dev.avataroperator.worker.speech.Finish.Source;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeakerTest extends SpeakerRig {
  @Test
  void holdsAudioUntilTheAvatarIsSeen() {
    // given
    speaker.hold(true);
    segment("a", 100, true);

    // when
    speaker.pump();
    var held = List.copyOf(connection.sent);
    speaker.hold(false);
    speaker.pump();

    // then
    assertThat(held).isEmpty();
    assertThat(connection.sent).containsExactly("r1 100", "r1 end");
  }

  @Test
  void keepsOneUnfinishedSegmentAtTheService() {
    // given
    segment("a", 100, true);
    segment("b", 100, true);

    // when
    speaker.pump();
    var before = List.copyOf(connection.sent);
    speaker.animation("r1", true);

    // then
    assertThat(before).containsExactly("r1 100", "r1 end");
    assertThat(connection.sent).endsWith("r2 100", "r2 end");
    assertThat(finished.get("a").source()).isEqualTo(Source.Signal);
  }

  @Test
  void concludesTheEndWhenTheServiceSaysNothing() {
    // given
    segment("a", SECOND, true);
    speaker.pump();

    // when
    pass(2_200);
    var early = Map.copyOf(finished);
    pass(200);

    // then
    assertThat(early).isEmpty();
    assertThat(started).containsExactly("a");
    assertThat(finished.get("a"))
        .isEqualTo(new Finish(1_000, Reason.Played, Source.Estimate, null));
  }

  @Test
  void takesAnEndWithoutARequestIdForTheOldest() {
    // given
    segment("a", 100, true);
    speaker.pump();

    // when
    speaker.animation("", true);

    // then
    assertThat(finished).containsOnlyKeys("a");
  }

  @Test
  void hearsARepeatedEndOnce() {
    // given
    segment("a", 100, true);
    segment("b", 100, true);
    speaker.pump();

    // when
    speaker.animation("r1", true);
    speaker.animation("r1", true);

    // then
    assertThat(finished).containsOnlyKeys("a");
  }

  @Test
  void stopsAnInterruptedSegmentAndGoesOnWithTheNext() {
    // given
    var a = segment("a", SECOND, false);
    speaker.pump();
    speaker.animation("r1", false);
    pass(500);

    // when
    speaker.interrupt(a, now);
    segment("b", 100, true);
    speaker.pump();
    speaker.animation("r1", true);

    // then
    assertThat(connection.sent).endsWith("r1 interrupt", "r2 100", "r2 end");
    assertThat(finished.get("a").reason()).isEqualTo(Reason.Interrupted);
    assertThat(finished.get("a").source()).isEqualTo(Source.Estimate);
    assertThat(finished.get("a").playedMs()).isBetween(480L, 520L);
    assertThat(released).isEqualTo(SECOND);
    assertThat(latency.summary(LatencyPoint.INTERRUPT_EFFECTIVE).samples()).isEqualTo(1);
  }

  @Test
  void finishesAnInterruptWithin500MsWithoutAnAnswer() {
    // given
    var a = segment("a", SECOND, false);
    speaker.pump();

    // when
    speaker.interrupt(a, now);
    pass(480);

    // then
    assertThat(finished.get("a").source()).isEqualTo(Source.Estimate);
  }

  @Test
  void sendsWhatNobodyHeardAgainWholeUnderANewRequest() {
    // given
    segment("a", 100, true);
    speaker.pump();

    // when
    speaker.disconnected(now);
    var fresh = new FakeConnection();
    speaker.connected(fresh.confirmed());
    speaker.pump();

    // then
    assertThat(fresh.sent).containsExactly("r2 100", "r2 end");
    assertThat(finished).isEmpty();
  }

  @Test
  void sendsNoMoreThanThirtySecondsAhead() {
    // given
    var a = segment("a", 0, false);
    for (var second = 0; second < 40; second++) {
      append(a, Buffer.buffer(new byte[SECOND]));
    }

    // when
    speaker.pump();
    var ahead = connection.audio.length();
    speaker.animation("r1", false);
    pass(5_000);

    // then
    assertThat(ahead).isBetween(30 * SECOND, 31 * SECOND);
    assertThat(connection.audio.length()).isBetween(35 * SECOND, 36 * SECOND);
  }

  @Test
  void waitsForRoomInTheSocket() {
    // given
    connection.full = true;
    segment("a", 100, true);

    // when
    speaker.pump();
    var before = connection.sent.size();
    connection.drain();

    // then
    assertThat(before).isZero();
    assertThat(connection.sent).containsExactly("r1 100", "r1 end");
  }
}
