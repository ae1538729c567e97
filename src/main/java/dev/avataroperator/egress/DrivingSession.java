package dev.avataroperator.egress;

import dev.avataroperator.credential.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The confirmed session: sends audio, tells what comes back, watches that the peer lives. */
final class DrivingSession implements EgressConnection, ServiceSocket.Reader {
  private final ServiceSocket socket;
  private final EgressListener listener;
  private final ServiceText text;
  private final ServiceErrors errors;
  private final Capabilities capabilities;
  private final Heartbeat heartbeat;
  private final LongSupplier nanoTime;
  private long heardAt;
  private Duration unheard = Duration.ZERO;

  DrivingSession(
      ServiceSocket socket, WebSocketDial.Call call, Capabilities capabilities, Pulse pulse) {
    this.socket = socket;
    this.listener = call.listener();
    this.text = call.text();
    this.errors = call.errors();
    this.capabilities = capabilities;
    nanoTime = pulse.nanoTime();
    heardAt = nanoTime.getAsLong();
    heartbeat = new Heartbeat(pulse.vertx(), pulse.settings(), socket::ping, this::unanswered);
  }

  /** What the heartbeat beats by. */
  record Pulse(Vertx vertx, EgressSettings settings, LongSupplier nanoTime) {}

  void start() {
    socket.handOver(this);
    heartbeat.alive();
  }

  @Override
  public Future<Void> sendAudio(String requestId, Buffer audio, boolean end) {
    return socket.write(EgressMessages.audio(requestId, audio, end));
  }

  @Override
  public Future<Void> interrupt(String requestId) {
    return socket.write(EgressMessages.interrupt(requestId));
  }

  @Override
  public Future<Void> pause(String requestId) {
    return control(EgressMessages.pause(requestId));
  }

  @Override
  public Future<Void> resume(String requestId) {
    return control(EgressMessages.resume(requestId));
  }

  private Future<Void> control(Buffer message) {
    return capabilities.playbackControl()
        ? socket.write(message)
        : Future.failedFuture("the avatar service can't pause playback in this session");
  }

  @Override
  public boolean isWriteQueueFull() {
    return socket.isFull();
  }

  @Override
  public void onceWritable(Runnable action) {
    socket.onceWritable(action);
  }

  @Override
  public Duration unheard() {
    return unheard;
  }

  @Override
  public Future<Void> close() {
    heartbeat.stop();
    return socket.close(ServiceSocket.NORMAL);
  }

  @Override
  public void binary(Buffer message) {
    heardAt = nanoTime.getAsLong();
    Inbound inbound = EgressMessages.read(message);
    if (inbound instanceof Inbound.Animation animation) {
      listener.animation(animation.requestId(), animation.end());
    } else if (inbound instanceof Inbound.Playback playback) {
      listener.playback(playback.signal());
    } else if (inbound instanceof Inbound.ServiceError error) {
      listener.error(error.requestId(), errors.ofMessage(error.code(), text.of(error.text())));
    } else if (inbound instanceof Inbound.Unreadable) {
      listener.error("", unreadable());
    }
    // Unknown types and a second confirm mean nothing to us.
  }

  /** The protocol is binary; text after the confirm is ignored. */
  @Override
  public void text() {
    heardAt = nanoTime.getAsLong();
  }

  @Override
  public void pong() {
    heardAt = nanoTime.getAsLong();
    heartbeat.alive();
  }

  @Override
  public void closed(int code, String reason) {
    end(errors.atClose(code, text.of(reason), true));
  }

  @Override
  public void lost(String why) {
    end(ServiceErrors.unreachable(why));
  }

  private void unanswered() {
    unheard = Duration.ofNanos(nanoTime.getAsLong() - heardAt);
    socket.close(ServiceSocket.NORMAL);
    end(ServiceErrors.unreachable("the avatar service doesn't answer pings"));
  }

  private void end(EgressFailure failure) {
    heartbeat.stop();
    listener.closed(failure);
  }

  private static EgressFailure unreadable() {
    return new EgressFailure.Outage(
        FailureCode.ProtocolError, "the avatar service sent a frame that can't be read; skipped");
  }
}
