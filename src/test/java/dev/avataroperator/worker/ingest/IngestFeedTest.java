package dev.avataroperator.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.latency.LatencyRecorder;
import dev.avataroperator.worker.session.SessionTally;
import dev.avataroperator.worker.session.SessionUsage;
import dev.avataroperator.worker.session.WorkerMetrics;
import dev.avataroperator.worker.speech.FakeConnection;
import dev.avataroperator.worker.speech.Speaker;
import dev.avataroperator.worker.speech.Speech;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestFeedTest {
  private static final PcmFormat FORMAT = new PcmFormat(24_000);
  private static final int SECOND = 48_000;

  private final FakeConnection connection = new FakeConnection();
  private final Client first = new Client();
  private final Client second = new Client();
  private long now = Duration.ofHours(1).toNanos();
  private int ids;
  private final Speaker speaker =
      new Speaker(new LatencyRecorder(() -> now), () -> now, () -> "r" + ++ids);
  private final IngestFeed feed =
      new IngestFeed(
          new Speech(
              FORMAT,
              speaker,
              new SessionTally(new SessionUsage(), new WorkerMetrics(new SimpleMeterRegistry()))),
          new ByteBudget(1L << 30),
          () -> now);

  @BeforeEach
  void connect() {
    speaker.hold(false);
    feed.connect(first, "Streaming");
  }

  @Test
  void keepsAudioOfANewConnectionApartFromTheSegmentThatTheLostOneLeftOpen() {
    // given
    speaker.connected(connection);
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
    speaker.connected(connection);
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
    speaker.connected(connection);
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

  private void start(Client client, String segment) {
    var message = new JsonObject().put("type", "start").put("segment", segment);
    feed.text(client, message.encode(), now);
  }

  private static Buffer audio(int bytes) {
    return Buffer.buffer(new byte[bytes]);
  }

  private void pass(long millis) {
    for (var at = 0; at < millis; at += 20) {
      now += Duration.ofMillis(20).toNanos();
      feed.tick(now);
      speaker.tick();
    }
  }

  /** Keeps what it is told. */
  private static final class Client implements IngestSocket {
    private final List<JsonObject> told = new ArrayList<>();
    private int closedWith;
    private String error;

    @Override
    public void send(JsonObject message) {
      told.add(message);
    }

    @Override
    public void close(int code, String error, String message) {
      closedWith = code;
      this.error = error;
    }

    private JsonObject told(String type) {
      return told.stream()
          .filter(message -> message.getString("type").equals(type))
          .findFirst()
          .orElse(null);
    }
  }
}
