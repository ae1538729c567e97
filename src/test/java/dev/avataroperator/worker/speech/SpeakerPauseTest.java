package dev.avataroperator.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.egress.Capabilities;
import dev.avataroperator.worker.speech.Finish.Reason;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeakerPauseTest extends SpeakerRig {
  private static final Capabilities CONTROL = new Capabilities(Set.of("playback_control"));

  @BeforeEach
  void offerPause() {
    speaker.connected(connection.confirmed(CONTROL));
  }

  @Test
  void standsStillUntilItIsResumed() {
    // given
    segment("a", 2 * SECOND, true);
    segment("b", 100, true);
    speaker.pump();
    speaker.animation("r1", false);
    pass(1_000);

    // when
    var can = speaker.pause();
    pass(30_000);
    var early = finished.size();
    speaker.resume();
    pass(9_020);

    // then
    assertThat(can).isTrue();
    assertThat(early).isZero();
    assertThat(connection.sent).contains("r1 pause", "r1 resume").last().isEqualTo("r2 end");
    assertThat(finished.get("a").reason()).isEqualTo(Reason.Played);
    assertThat(released).isGreaterThanOrEqualTo(2 * SECOND);
  }

  @Test
  void beginsNothingWhilePausedWithNothingToPlay() {
    // given
    speaker.pause();

    // when
    segment("a", SECOND, true);
    speaker.pump();
    var early = connection.sent.size();
    speaker.resume();

    // then
    assertThat(early).isZero();
    assertThat(connection.sent).last().isEqualTo("r1 end");
  }

  @Test
  void cannotPauseWhereTheServiceCannot() {
    // given
    speaker.connected(connection.confirmed());
    segment("a", SECOND, true);
    speaker.pump();

    // when
    var can = speaker.pause();

    // then
    assertThat(can).isFalse();
    assertThat(connection.sent).noneMatch(sent -> sent.endsWith("pause"));
  }

  @Test
  void staysPausedOverALostConnection() {
    // given
    var next = new FakeConnection();
    segment("a", 4 * SECOND, true);
    speaker.pump();
    speaker.animation("r1", false);
    pass(1_000);
    speaker.pause();

    // when
    speaker.disconnected(now);
    speaker.connected(next.confirmed(CONTROL));
    pass(5_000);
    var early = next.sent.size();
    speaker.resume();

    // then
    assertThat(early).isZero();
    assertThat(next.audio.length()).isEqualTo(3 * SECOND + SECOND / 5);
  }
}
