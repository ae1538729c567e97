package dev.avataroperator.worker;

import dev.avataroperator.audio.AudioFetcher;
import dev.avataroperator.egress.EgressDialer;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What all sessions of a worker share. */
record WorkerEnvironment(
    EgressDialer dialer,
    AudioFetcher audio,
    ByteBudget budget,
    WorkerMetrics metrics,
    Time time,
    RandomGenerator random) {

  /** Wall clock for expiries, monotonic clock for everything else. */
  record Time(Clock clock, LongSupplier nanoTime) {}

  Supplier<String> requestIds() {
    return new RequestIds(time.clock(), random);
  }
}
