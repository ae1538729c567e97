package dev.avataroperator.worker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.worker.speech.Finish.Reason;
import org.junit.jupiter.api.Test;

/** What becomes of segments that wait while there is no connection. */
class SpeakerOutageTest extends SpeakerRig {
  private final FakeConnection next = new FakeConnection();

  @Test
  void keepsWhatOnlyWaitedForItsTurn() {
    // given
    segment("a", 8 * SECOND, true);
    segment("b", 8 * SECOND, true);
    segment("c", 8 * SECOND, true);
    speaker.pump();
    speaker.animation("r1", false);
    pass(8_000);
    speaker.animation("r1", true);
    speaker.animation("r2", false);
    pass(4_000);

    // when
    outage(200);
    speaker.animation("r3", false);
    pass(4_200);
    speaker.animation("r3", true);
    speaker.animation("r4", false);
    pass(8_000);
    speaker.animation("r4", true);

    // then
    assertThat(finished).containsOnlyKeys("a", "b", "c");
    assertThat(finished.values()).extracting(Finish::reason).containsOnly(Reason.Played);
    assertThat(next.audio.length()).isEqualTo(12 * SECOND + SECOND / 5);
  }

  @Test
  void keepsWhatWouldStillBeWaiting() {
    // given
    segment("a", 20 * SECOND, true);
    segment("b", SECOND, true);
    speaker.pump();
    speaker.animation("r1", false);
    pass(5_000);

    // when
    outage(12_000);

    // then
    assertThat(finished).containsOnlyKeys("a");
    assertThat(finished.get("a").reason()).isEqualTo(Reason.ConnectionLost);
    assertThat(next.audio.length()).isEqualTo(SECOND);
  }

  @Test
  void dropsWhatWouldHaveBegunMoreThanTenSecondsAgo() {
    // given
    segment("a", 2 * SECOND, true);
    segment("b", SECOND, true);
    segment("c", 8 * SECOND, true);
    segment("d", SECOND / 10, true);
    speaker.pump();
    speaker.animation("r1", false);
    pass(1_000);

    // when
    outage(13_000);

    // then
    assertThat(finished.get("b").reason()).isEqualTo(Reason.Expired);
    assertThat(finished.get("c").reason()).isEqualTo(Reason.Expired);
    assertThat(finished).doesNotContainKey("d");
    assertThat(next.audio.length()).isEqualTo(SECOND / 10);
  }

  @Test
  void dropsWhatWasWrittenButNotHeard() {
    // given
    segment("a", SECOND, true);
    speaker.pump();
    pass(500);

    // when
    outage(10_020);

    // then
    assertThat(finished.get("a").reason()).isEqualTo(Reason.Expired);
    assertThat(next.sent).isEmpty();
  }

  @Test
  void countsFromTheReadingOfWhatCameWithoutAConnection() {
    // given
    speaker.disconnected(now);
    pass(5_000);
    segment("a", SECOND, true);

    // when
    pass(10_000);
    speaker.expire();
    var early = finished.containsKey("a");
    pass(20);
    speaker.expire();

    // then
    assertThat(early).isFalse();
    assertThat(finished.get("a").reason()).isEqualTo(Reason.Expired);
  }

  @Test
  void keepsTheTurnsOfWhatWasDroppedBefore() {
    // given
    speaker.disconnected(now);
    segment("a", 2 * SECOND, true);
    segment("b", SECOND, true);

    // when
    pass(10_020);
    speaker.expire();
    var first = finished.keySet().stream().toList();
    pass(1_000);
    speaker.expire();
    var second = finished.keySet().stream().toList();
    pass(1_000);
    speaker.expire();

    // then
    assertThat(first).containsExactly("a");
    assertThat(second).containsExactly("a");
    assertThat(finished).containsOnlyKeys("a", "b");
  }

  @Test
  void doesNotCountTheTimeOfAPause() {
    // given
    speaker.pause();
    segment("a", SECOND, true);

    // when
    speaker.disconnected(now);
    pass(30_000);
    speaker.expire();
    speaker.resume();
    pass(9_000);
    speaker.expire();
    speaker.connected(next.confirmed());
    speaker.pump();

    // then
    assertThat(finished).isEmpty();
    assertThat(next.audio.length()).isEqualTo(SECOND);
  }

  private void outage(long millis) {
    speaker.disconnected(now);
    pass(millis);
    speaker.expire();
    speaker.connected(next.confirmed());
    speaker.pump();
  }
}
