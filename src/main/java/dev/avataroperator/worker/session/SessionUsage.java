package dev.avataroperator.worker.session;

import dev.avataroperator.control.SessionReport.Usage;
import dev.avataroperator.worker.speech.Finish;
import java.time.Duration;

/** Counts what one epoch of a session used. */
public final class SessionUsage {
  private long playedMs;
  private long segments;
  private long interrupts;
  private long reconnects;
  private long connections;
  private long connectedNanos;
  private long connectedAt;
  private boolean connected;
  private boolean lost;

  boolean hasConnected() {
    return connections > 0;
  }

  void connected(long now) {
    if (connections++ > 0 && lost) {
      reconnects++;
    }
    lost = false;
    connected = true;
    connectedAt = now;
  }

  void disconnected(long now) {
    lost = true;
    stop(now);
  }

  /** Closed because nothing is to be said: what follows is no reconnect. */
  void parked(long now) {
    stop(now);
  }

  private void stop(long now) {
    if (connected) {
      connected = false;
      connectedNanos += now - connectedAt;
    }
  }

  void finished(Finish finish) {
    segments++;
    playedMs += finish.playedMs();
    if (finish.reason() == Finish.Reason.Interrupted) {
      interrupts++;
    }
  }

  Usage at(long now) {
    var nanos = connectedNanos + (connected ? now - connectedAt : 0);
    return new Usage(
        playedMs / 1000.0, segments, interrupts, reconnects, Duration.ofNanos(nanos).toSeconds());
  }
}
