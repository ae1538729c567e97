package dev.avataroperator.worker.session;

import dev.avataroperator.audio.source.AudioFetcher;
import dev.avataroperator.egress.EgressDialer;
import dev.avataroperator.worker.ingest.ByteBudget;
import dev.avataroperator.worker.service.RequestIds;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What all sessions of a worker share. */
public record WorkerEnvironment(
    EgressDialer dialer,
    AudioFetcher audio,
    ByteBudget budget,
    WorkerMetrics metrics,
    Time time,
    RandomGenerator random) {

  /** Wall clock for expiries, monotonic clock for everything else. */
  public record Time(Clock clock, LongSupplier nanoTime) {}

  Supplier<String> requestIds() {
    return new RequestIds(time.clock(), random);
  }
}
