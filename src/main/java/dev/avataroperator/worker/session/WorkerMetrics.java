package dev.avataroperator.worker.session;

import dev.avataroperator.worker.speech.Finish;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** A worker's counters and gauges; no session is named in them. */
public final class WorkerMetrics {
  private final MeterRegistry registry;
  private final Map<Finish.Reason, Counter> finished = new EnumMap<>(Finish.Reason.class);
  private final Counter audioBytes;
  private final Counter discardedBytes;
  private final Counter connections;

  public WorkerMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (var reason : Finish.Reason.values()) {
      finished.put(
          reason,
          Counter.builder("avatar_worker_segments_finished")
              .description("Segments that ended, by reason.")
              .tag("reason", reason.name())
              .register(registry));
    }
    audioBytes = counter("avatar_worker_audio_bytes", "Audio read from clients and files.");
    discardedBytes =
        counter(
            "avatar_worker_discarded_bytes",
            "Audio that belonged to no open segment, or wasn't kept.");
    connections = counter("avatar_worker_service_connections", "Confirmed service sessions.");
  }

  void finished(Finish finish) {
    finished.get(finish.reason()).increment();
  }

  void read(long bytes) {
    audioBytes.increment(bytes);
  }

  void discarded(long bytes) {
    discardedBytes.increment(bytes);
  }

  void connected() {
    connections.increment();
  }

  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).strongReference(true).register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}
