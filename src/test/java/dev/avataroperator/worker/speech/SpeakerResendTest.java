package dev.avataroperator.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.worker.speech.Finish.Reason;
import dev.avataroperator.worker.speech.Finish.Source;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpeakerResendTest extends SpeakerRig {
  private final FakeConnection next = new FakeConnection();

  @Test
  void goesOnJustBeforeWhatWasHeardLast() {
    // given
    var a = counted("a", 4 * SECOND);
    speaker.pump();
    speaker.animation("r1", false);
    pass(2_000);

    // when
    speaker.disconnected(now);
    pass(1_000);
    speaker.connected(next.confirmed());
    speaker.pump();
    speaker.animation("r2", false);
    pass(2_200);
    speaker.animation("r2", true);

    // then
    assertThat(next.audio.length()).isEqualTo(4 * SECOND - (2 * SECOND - SECOND / 5));
    assertThat(next.audio.getInt(0)).isEqualTo((2 * SECOND - SECOND / 5) / 4);
    assertThat(next.sent).last().isEqualTo("r2 end");
    assertThat(started).containsExactly("a");
    assertThat(finished.get("a").reason()).isEqualTo(Reason.Played);
    assertThat(finished.get("a").playedMs()).isEqualTo(4_000);
    assertThat(a.isFinished()).isTrue();
    assertThat(released).isEqualTo(4 * SECOND);
  }

  @Test
  void goesOnTwiceWithoutLosingItsPlace() {
    // given
    counted("a", 4 * SECOND);
    speaker.pump();
    speaker.animation("r1", false);
    pass(1_000);
    speaker.disconnected(now);
    speaker.connected(new FakeConnection().confirmed());
    speaker.pump();
    speaker.animation("r2", false);
    pass(1_000);

    // when
    speaker.disconnected(now);
    speaker.connected(next.confirmed());
    speaker.pump();

    // then
    assertThat(next.audio.getInt(0)).isEqualTo((2 * SECOND - 2 * SECOND / 5) / 4);
    assertThat(next.audio.length()).isEqualTo(4 * SECOND - (2 * SECOND - 2 * SECOND / 5));
  }

  @Test
  void givesUpWhatWasHeardWhenTheServiceIsAwayForThreeSeconds() {
    // given
    counted("a", 4 * SECOND);
    segment("b", SECOND, true);
    speaker.pump();
    speaker.animation("r1", false);
    pass(2_000);

    // when
    speaker.disconnected(now);
    pass(2_900);
    var early = finished.containsKey("a");
    pass(200);
    speaker.connected(next.confirmed());
    speaker.pump();

    // then
    assertThat(early).isFalse();
    assertThat(finished.get("a"))
        .isEqualTo(new Finish(2_000, Reason.ConnectionLost, Source.Estimate, 0L));
    assertThat(next.sent).startsWith("r2 32768").last().isEqualTo("r2 end");
    assertThat(next.audio.length()).isEqualTo(SECOND);
  }

  @Test
  void countsTheThreeSecondsFromWhenTheServiceWasHeardLast() {
    // given
    counted("a", 4 * SECOND);
    speaker.pump();
    speaker.animation("r1", false);
    pass(2_000);
    connection.unheard = Duration.ofMillis(2_500);

    // when
    speaker.disconnected(now);
    pass(400);
    var early = finished.containsKey("a");
    pass(200);

    // then
    assertThat(early).isFalse();
    assertThat(finished.get("a").reason()).isEqualTo(Reason.ConnectionLost);
  }

  @Test
  void sendsNothingAgainThatWasHeardToItsEnd() {
    // given
    counted("a", SECOND);
    speaker.pump();
    speaker.animation("r1", false);
    pass(1_500);

    // when
    speaker.disconnected(now);
    speaker.connected(next.confirmed());
    speaker.pump();

    // then
    assertThat(finished.get("a").reason()).isEqualTo(Reason.Played);
    assertThat(finished.get("a").playedMs()).isEqualTo(1_000);
    assertThat(next.sent).isEmpty();
  }

  @Test
  void interruptsWhatWasCutOffWithWhatWasHeard() {
    // given
    var a = counted("a", 4 * SECOND);
    speaker.pump();
    speaker.animation("r1", false);
    pass(2_000);
    speaker.disconnected(now);

    // when
    speaker.interrupt(a, now);
    speaker.connected(next.confirmed());
    speaker.pump();

    // then
    assertThat(finished.get("a").reason()).isEqualTo(Reason.Interrupted);
    assertThat(finished.get("a").playedMs()).isEqualTo(2_000);
    assertThat(next.sent).isEmpty();
  }

  /** Audio whose every four bytes hold their own number. */
  private Segment counted(String id, int bytes) {
    var audio = Buffer.buffer(bytes);
    for (var at = 0; at < bytes; at += 4) {
      audio.appendInt(at / 4);
    }
    var segment = segment(id, 0, false);
    append(segment, audio);
    segment.complete();
    return segment;
  }
}
