package dev.avataroperator.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.audio.SpeechFormat;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Whatever a client sends, in whatever order: each segment is accepted and finished once, and a
 * refusal has a code and says why.
 */
class IngestFuzz {
  private static final int MOST_STEPS = 200;
  private static final int MOST_REASON_BYTES = 123;
  private static final int TOO_BIG = 1009;
  private static final String[] TYPES = {
    "start", "audio", "end", "interrupt", "pause", "resume", "reopen", "stop"
  };

  @FuzzTest
  void answersWhateverAClientSends(FuzzedDataProvider data) {
    var rig = new Rig();
    for (var step = 0; step < MOST_STEPS && data.remainingBytes() > 0; step++) {
      rig.step(data);
    }
    assertThat(rig.times).allSatisfy((what, times) -> assertThat(times).as(what).isEqualTo(1));
  }

  /** A session's feed and speaker, with what its clients are told. */
  private static final class Rig implements IngestSocket {
    private final Map<String, Integer> times = new HashMap<>();
    private long now = Duration.ofHours(1).toNanos();
    private int ids;
    private final Speaker speaker =
        new Speaker(new LatencyRecorder(() -> now), () -> now, () -> "r" + ++ids);
    private final IngestFeed feed =
        new IngestFeed(
            new Speech(
                new SpeechFormat(false, new PcmFormat(24_000)),
                speaker,
                new SessionTally(new SessionUsage(), new WorkerMetrics(new SimpleMeterRegistry()))),
            new ByteBudget(1L << 20),
            () -> now);

    private Rig() {
      speaker.hold(false);
      feed.connect(this, "Streaming");
    }

    private void step(FuzzedDataProvider data) {
      switch (data.consumeInt(0, 7)) {
        case 0 -> feed.text(this, data.consumeString(200), now);
        case 1 -> feed.text(this, command(data), now);
        case 2 -> feed.binary(this, Buffer.buffer(data.consumeBytes(64)), now);
        case 3 -> feed.binary(this, Buffer.buffer(new byte[data.consumeInt(0, 300_000)]), now);
        case 4 -> feed.connect(this, "Streaming");
        case 5 -> speaker.animation("r" + data.consumeInt(0, 9), data.consumeBoolean());
        case 6 -> speaker.connected(new FakeConnection().confirmed());
        default -> pass(data.consumeInt(0, 15_000));
      }
    }

    private void pass(long millis) {
      now += Duration.ofMillis(millis).toNanos();
      speaker.tick();
      feed.tick(now);
    }

    private static String command(FuzzedDataProvider data) {
      var message = new JsonObject().put("type", data.pickValue(TYPES));
      if (data.consumeBoolean()) {
        message.put("segment", data.consumeBoolean() ? "a" : data.consumeString(140));
      }
      if (data.consumeBoolean()) {
        message.put("audio", data.consumeString(40));
      }
      return message.encode();
    }

    @Override
    public void send(JsonObject message) {
      var type = message.getString("type");
      assertThat(message.encode()).hasSizeLessThan(20_000);
      if (type.equals("accepted") || type.equals("finished")) {
        times.merge(type + " " + message.getString("segment"), 1, Integer::sum);
      }
    }

    @Override
    public void close(int code, String error, String message) {
      assertThat(code).matches(each -> each == TOO_BIG || (each >= 4400 && each < 4500));
      assertThat(error).isNotBlank();
      assertThat(message).isNotBlank();
      assertThat(message.getBytes(StandardCharsets.UTF_8).length)
          .as("a close frame's reason: %s", message)
          .isLessThanOrEqualTo(MOST_REASON_BYTES);
    }
  }
}
