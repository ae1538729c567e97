package dev.avataroperator.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestFeedTest extends IngestFeedRig {

  @Test
  void keepsAudioOfANewConnectionApartFromTheSegmentThatTheLostOneLeftOpen() {
    // given
    speaker.connected(connection.confirmed());
    start(first, "a");
    feed.binary(first, audio(SECOND / 10), now);
    feed.disconnect(first);
    pass(500);

    // when
    feed.connect(second, "Streaming");
    feed.binary(second, audio(SECOND / 5), now);
    pass(100);
    speaker.animation("r1", true);

    // then
    assertThat(second.told("ready").getJsonArray("openSegments")).containsExactly("a");
    assertThat(second.told("accepted").getString("segment")).isEqualTo("implicit-1");
    assertThat(second.told("finished").getString("segment")).isEqualTo("a");
    assertThat(second.told("finished").getLong("playedMs")).isEqualTo(100);
    assertThat(connection.sent).containsExactly("r1 4800", "r1 end", "r2 9600");
  }

  @Test
  void letsTheClockOfTheLostConnectionRunAfterARedial() {
    // given
    speaker.connected(connection.confirmed());
    start(first, "a");
    feed.binary(first, audio(SECOND / 10), now);
    feed.connect(second, "Streaming");

    // when
    pass(1_900);
    var early = List.copyOf(connection.sent);
    pass(200);
    feed.binary(second, audio(SECOND / 5), now);

    // then
    assertThat(first.closedWith).isEqualTo(4409);
    assertThat(early).containsExactly("r1 4800");
    assertThat(connection.sent).contains("r1 end");
    assertThat(second.told("warning")).isNull();
    assertThat(second.told("accepted").getString("segment")).isEqualTo("implicit-1");
  }

  @Test
  void doesNotTakeWaitingForCreditForAStall() {
    // given
    start(first, "a");
    for (var piece = 0; piece < 300; piece++) {
      feed.binary(first, audio(SECOND / 10), now);
    }

    // when
    pass(60_000);
    var waiting = List.copyOf(first.told);
    speaker.connected(connection.confirmed());
    pass(20_000);

    // then
    assertThat(waiting).noneMatch(message -> message.getString("type").equals("warning"));
    assertThat(first.told("credit")).isNotNull();
    assertThat(first.told("warning").getString("code")).isEqualTo("Stalled");
    assertThat(connection.sent).last().isEqualTo("r1 end");
  }

  @Test
  void boundsTheUnfinishedSegmentsOfASession() {
    // given
    for (var segment = 1; segment <= 64; segment++) {
      start(first, "s" + segment);
    }
    var open = first.closedWith;

    // when
    start(first, "s65");
    feed.connect(second, "Connecting");
    feed.interrupt(null, now);
    start(second, "s65");

    // then
    assertThat(open).isZero();
    assertThat(first.closedWith).isEqualTo(4413);
    assertThat(first.error).isEqualTo("Overrun");
    assertThat(second.told("ready").getJsonArray("openSegments")).hasSize(64);
    assertThat(second.told("accepted").getString("segment")).isEqualTo("s65");
    assertThat(second.closedWith).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"interrupt\",\"segment\":5}",
        "{\"type\":\"start\",\"segment\":5}",
        "{\"type\":\"audio\",\"audio\":1234}",
        "{\"type\":5}"
      })
  void refusesFieldsThatAreNotText(String message) {
    // given
    start(first, "5");

    // when
    feed.text(first, message, now);

    // then
    assertThat(first.closedWith).isEqualTo(4400);
  }

  @Test
  void saysThatASegmentToInterruptIsUnknownAndGoesOn() {
    // given
    start(first, "a");

    // when
    feed.text(first, "{\"type\":\"interrupt\",\"segment\":\"b\"}", now);
    var unknown = first.told("error").getString("code");
    feed.text(first, "{\"type\":\"interrupt\",\"segment\":\"a\"}", now);
    feed.text(first, "{\"type\":\"interrupt\",\"segment\":\"a\"}", now);

    // then
    assertThat(unknown).isEqualTo("UnknownSegment");
    assertThat(first.told("finished").getString("reason")).isEqualTo("Interrupted");
    assertThat(first.told).filteredOn(told -> told.getString("type").equals("error")).hasSize(1);
    assertThat(first.closedWith).isZero();
  }
}
