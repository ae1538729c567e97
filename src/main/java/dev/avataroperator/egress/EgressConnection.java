package dev.avataroperator.egress;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * A confirmed driving session at the avatar service. Used and called back on the Vert.x context
 * that dialled it; never blocks.
 */
public interface EgressConnection {

  /**
   * Sends audio of a request, in the session's format; {@code end} closes the request and the audio
   * may then be empty. The buffer is read before this returns; the future ends when the bytes were
   * written to the socket.
   */
  Future<Void> sendAudio(String requestId, Buffer audio, boolean end);

  /** Stops the request's playback; the future ends when the message was written to the socket. */
  Future<Void> interrupt(String requestId);

  /**
   * Holds the request's playback until {@link #resume}; audio may still be sent. The service
   * answers with a {@link PlaybackSignal}. Fails, and sends nothing, where the service doesn't
   * offer {@link Capabilities#playbackControl()}.
   */
  Future<Void> pause(String requestId);

  /** Lets a paused request go on; answered and refused like {@link #pause}. */
  Future<Void> resume(String requestId);

  /**
   * True while the socket can't take more without buffering beyond its bound, and after the end.
   */
  boolean isWriteQueueFull();

  /**
   * Called once when the write queue has room (soon, where it has room now), never after the end.
   * One action waits at a time: a later one takes its place.
   */
  void onceWritable(Runnable action);

  /** For how long nothing had come from the service when its loss was noticed; else zero. */
  Duration unheard();

  /**
   * Ends the session with 1000, within a bounded time; no call of the {@link EgressListener}
   * follows. The future ends when the socket is closed.
   */
  Future<Void> close();
}
