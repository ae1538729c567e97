package dev.avataroperator.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock and a nano time that stand still until they are moved. */
public final class MovableTime extends Clock implements LongSupplier {
  private final Instant start = Instant.now();
  private final AtomicLong nanos = new AtomicLong();

  public void move(Duration ahead) {
    nanos.addAndGet(ahead.toNanos());
  }

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
