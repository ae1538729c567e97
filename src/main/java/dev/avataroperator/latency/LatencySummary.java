package dev.avataroperator.latency;

import org.HdrHistogram.Histogram;

/** Quantiles in milliseconds; null without a sample. */
public record LatencySummary(Long p50, Long p95, long samples) {
  static final LatencySummary NONE = new LatencySummary(null, null, 0);

  static LatencySummary of(Histogram histogram) {
    var samples = histogram.getTotalCount();
    return samples == 0
        ? NONE
        : new LatencySummary(
            Math.min(LatencyRecorder.OVERFLOW_MS, histogram.getValueAtPercentile(50)),
            Math.min(LatencyRecorder.OVERFLOW_MS, histogram.getValueAtPercentile(95)),
            samples);
  }
}
