package dev.avataroperator.worker.speech;

import dev.avataroperator.audio.PcmFormat;
import dev.avataroperator.latency.LatencyRecorder;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A speaker with a service connection, a clock that tests move, and notes of what it tells. */
abstract class SpeakerRig implements SegmentListener {
  static final PcmFormat FORMAT = new PcmFormat(24_000);
  static final int SECOND = 48_000;

  final FakeConnection connection = new FakeConnection();
  final List<String> started = new ArrayList<>();
  final Map<String, Finish> finished = new LinkedHashMap<>();
  final LatencyRecorder latency = new LatencyRecorder(this::now);
  long now = Duration.ofHours(1).toNanos();
  long released;
  long dropped;
  int ids;
  final Speaker speaker = new Speaker(latency, this::now, () -> "r" + ++ids);

  @BeforeEach
  void connect() {
    speaker.hold(false);
    speaker.connected(connection.confirmed());
  }

  @Override
  public void started(Segment segment) {
    started.add(segment.id());
  }

  @Override
  public void finished(Segment segment, Finish finish) {
    finished.put(segment.id(), finish);
  }

  @Override
  public void released(long bytes) {
    released += bytes;
  }

  @Override
  public void dropped(long bytes) {
    dropped += bytes;
  }

  Segment segment(String id, int bytes, boolean complete) {
    var segment = new Segment(id, FORMAT, this);
    speaker.add(segment);
    if (bytes > 0) {
      append(segment, Buffer.buffer(new byte[bytes]));
    }
    if (complete) {
      segment.complete();
    }
    return segment;
  }

  void append(Segment segment, Buffer samples) {
    new Intake.Pcm().feed(samples, piece -> segment.append(piece, now));
  }

  void pass(long millis) {
    for (var at = 0; at < millis; at += 20) {
      now += Duration.ofMillis(20).toNanos();
      speaker.tick();
    }
  }

  long now() {
    return now;
  }
}
