package dev.avataroperator.worker.speech;

import dev.avataroperator.audio.PcmFormat;
import java.time.Duration;

/**
 * Where playback of one request stands, as far as a worker can tell. It starts with the service's
 * first signal, else one second after the first byte was written, and ends when all written audio
 * has been played; it stands still while it has nothing to play. Pure: the time is passed in.
 */
final class PlaybackEstimate {
  private static final long START_AFTER = Duration.ofSeconds(1).toNanos();
  private static final long GRACE = Duration.ofMillis(300).toNanos();
  private static final long GRACE_OF_SIGNALLERS = Duration.ofSeconds(8).toNanos();

  private final PcmFormat format;
  private long firstWritten;
  private long startedAt;
  private long starved;
  private long writtenBytes;
  private long pausedAt;
  private boolean started;
  private boolean paused;

  PlaybackEstimate(PcmFormat format) {
    this.format = format;
  }

  void written(long now, long bytes) {
    if (writtenBytes == 0) {
      firstWritten = now;
    }
    if (started && !paused) {
      starved += Math.max(0, now - startedAt - starved - writtenNanos());
    }
    writtenBytes += bytes;
  }

  /** It stands still until {@link #resume}. */
  void pause(long now) {
    if (!paused) {
      paused = true;
      pausedAt = now;
    }
  }

  void resume(long now) {
    if (paused) {
      paused = false;
      firstWritten += now - pausedAt;
      starved += started ? now - pausedAt : 0;
    }
  }

  /** The service's first sign of playing it. */
  void signalled(long now) {
    begin(now);
  }

  /** Begins by itself when no signal came in time; true at the call that does. */
  boolean beginIfDue(long now) {
    if (started || paused || writtenBytes == 0 || now - firstWritten < START_AFTER) {
      return false;
    }
    begin(firstWritten + START_AFTER);
    return true;
  }

  boolean isStarted() {
    return started;
  }

  long writtenBytes() {
    return writtenBytes;
  }

  long playedBytes(long now) {
    if (!started) {
      return 0;
    }
    var elapsed = Math.max(0, (paused ? pausedAt : now) - startedAt - starved);
    return Math.min(writtenBytes, format.bytes(elapsed));
  }

  /** Audio written and not yet played. */
  long leadMillis(long now) {
    return format.millis(writtenBytes - playedBytes(now));
  }

  /**
   * Whether a request that is complete counts as played out although the service didn't say so.
   *
   * @param signalling the service has signalled playback on this connection
   */
  boolean isOver(long now, boolean signalling) {
    var grace = signalling ? GRACE_OF_SIGNALLERS : GRACE;
    return started && !paused && now - startedAt - starved - writtenNanos() >= grace;
  }

  private void begin(long at) {
    if (!started) {
      started = true;
      startedAt = at;
    }
  }

  private long writtenNanos() {
    return format.nanos(writtenBytes);
  }
}
