package dev.avataroperator.worker.speech;

import dev.avataroperator.egress.Capabilities;
import dev.avataroperator.egress.EgressConnection;
import dev.avataroperator.egress.EgressDialer.Confirmed;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service connection that writes down what it is given. */
public final class FakeConnection implements EgressConnection {
  public final List<String> sent = new ArrayList<>();
  public final Buffer audio = Buffer.buffer();
  boolean full;
  Duration unheard = Duration.ZERO;
  public boolean closed;
  private Runnable writable = () -> {};

  /** Of a service that can only do the basics. */
  public Confirmed confirmed() {
    return confirmed(Capabilities.NONE);
  }

  public Confirmed confirmed(Capabilities capabilities) {
    return new Confirmed(this, "c-1", capabilities, Duration.ZERO, Duration.ZERO);
  }

  @Override
  public Future<Void> sendAudio(String requestId, Buffer piece, boolean end) {
    audio.appendBuffer(piece);
    sent.add(requestId + (end ? " end" : " " + piece.length()));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> interrupt(String requestId) {
    sent.add(requestId + " interrupt");
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> pause(String requestId) {
    sent.add(requestId + " pause");
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> resume(String requestId) {
    sent.add(requestId + " resume");
    return Future.succeededFuture();
  }

  @Override
  public boolean isWriteQueueFull() {
    return full;
  }

  @Override
  public void onceWritable(Runnable action) {
    writable = action;
  }

  void drain() {
    full = false;
    writable.run();
  }

  @Override
  public Duration unheard() {
    return unheard;
  }

  @Override
  public Future<Void> close() {
    closed = true;
    return Future.succeededFuture();
  }
}
