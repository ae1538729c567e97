package dev.avataroperator.worker.speech;

import dev.avataroperator.egress.Capabilities;
import dev.avataroperator.egress.EgressConnection;
import dev.avataroperator.egress.EgressDialer.Confirmed;
import dev.avataroperator.latency.LatencyPoint;
import dev.avataroperator.latency.LatencyRecorder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.function.LongSupplier;

/**
 * The connection to the avatar service as speech needs it: there or not, held, full or writable.
 */
final class ServiceLine {
  private final LatencyRecorder latency;
  private final LongSupplier nanoTime;
  private EgressConnection connection;
  private Capabilities capabilities = Capabilities.NONE;
  private boolean held = true;
  private boolean awaitsRoom;

  ServiceLine(LatencyRecorder latency, LongSupplier nanoTime) {
    this.latency = latency;
    this.nanoTime = nanoTime;
  }

  void connected(Confirmed fresh) {
    connection = fresh.connection();
    capabilities = fresh.capabilities();
    awaitsRoom = false;
  }

  /** When the service was heard last. */
  long disconnected(long now) {
    var heardAt = connection == null ? now : now - connection.unheard().toNanos();
    connection = null;
    return heardAt;
  }

  void hold(boolean on) {
    held = on;
  }

  boolean isConnected() {
    return connection != null;
  }

  boolean isOpen() {
    return connection != null && !held;
  }

  /** Whether playback can be paused and resumed. */
  boolean controlsPlayback() {
    return capabilities.playbackControl();
  }

  /** Whether the socket takes more; else it is told once it does. */
  boolean hasRoom(Runnable onceWritable) {
    if (connection.isWriteQueueFull() && !awaitsRoom) {
      awaitsRoom = true;
      connection.onceWritable(
          () -> {
            awaitsRoom = false;
            onceWritable.run();
          });
    }
    return !awaitsRoom;
  }

  void send(String requestId, Segment.Written written) {
    if (written.audio().length() > 0) {
      connection
          .sendAudio(requestId, written.audio(), false)
          .onSuccess(
              done ->
                  latency.record(
                      LatencyPoint.WORKER_QUEUE, nanoTime.getAsLong() - written.readAt()));
    }
  }

  void sendEnd(String requestId, Buffer rest) {
    connection.sendAudio(requestId, rest, true);
  }

  Future<Void> interrupt(String requestId) {
    return connection.interrupt(requestId);
  }

  void pause(String requestId) {
    connection.pause(requestId);
  }

  void resume(String requestId) {
    connection.resume(requestId);
  }
}
