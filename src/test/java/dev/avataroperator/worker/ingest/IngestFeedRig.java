package dev.avataroperator.worker.ingest;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A feed with a speaker, two clients and a clock that tests move. */
abstract class IngestFeedRig {
  static final SpeechFormat PCM = new SpeechFormat(false, new PcmFormat(24_000));
  static final int SECOND = 48_000;

  final ByteBudget budget = new ByteBudget(1L << 30);
  final FakeConnection connection = new FakeConnection();
  final Client first = new Client();
  final Client second = new Client();
  long now = Duration.ofHours(1).toNanos();
  int ids;
  final Speaker speaker = new Speaker(new LatencyRecorder(() -> now), () -> now, () -> "r" + ++ids);
  final IngestFeed feed;

  IngestFeedRig() {
    this(PCM);
  }

  IngestFeedRig(SpeechFormat format) {
    var tally = new SessionTally(new SessionUsage(), new WorkerMetrics(new SimpleMeterRegistry()));
    feed = new IngestFeed(new Speech(format, speaker, tally), budget, () -> now);
  }

  @BeforeEach
  void connect() {
    speaker.hold(false);
    feed.connect(first, "Streaming");
  }

  void start(Client client, String segment) {
    var message = new JsonObject().put("type", "start").put("segment", segment);
    feed.text(client, message.encode(), now);
  }

  static Buffer audio(int bytes) {
    return Buffer.buffer(new byte[bytes]);
  }

  void pass(long millis) {
    for (var at = 0; at < millis; at += 20) {
      now += Duration.ofMillis(20).toNanos();
      feed.tick(now);
      speaker.tick();
    }
  }

  /** Keeps what it is told. */
  static final class Client implements IngestSocket {
    final List<JsonObject> told = new ArrayList<>();
    int closedWith;
    String error;
    String why;

    @Override
    public void send(JsonObject message) {
      told.add(message);
    }

    @Override
    public void close(int code, String error, String message) {
      closedWith = code;
      this.error = error;
      why = message;
    }

    JsonObject told(String type) {
      return told.stream()
          .filter(message -> message.getString("type").equals(type))
          .findFirst()
          .orElse(null);
    }
  }
}
