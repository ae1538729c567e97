package dev.avataroperator.audio;

/** Mono, 16 bit, little-endian samples at this rate; counts audio in bytes and in time. */
public record PcmFormat(int sampleRateHz) {
  private static final int SAMPLE_BYTES = 2;
  private static final long NANOS = 1_000_000_000L;

  public int bytesPerSecond() {
    return sampleRateHz * SAMPLE_BYTES;
  }

  public long millis(long bytes) {
    return bytes * 1_000 / bytesPerSecond();
  }

  public long nanos(long bytes) {
    var perSecond = bytesPerSecond();
    return bytes / perSecond * NANOS + bytes % perSecond * NANOS / perSecond;
  }

  /** Whole samples that fill at most this time. */
  public long bytes(long nanos) {
    var seconds = nanos / NANOS;
    var samples = nanos % NANOS * sampleRateHz / NANOS;
    return seconds * bytesPerSecond() + samples * SAMPLE_BYTES;
  }
}
