package dev.avataroperator.egress;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.FailureCode;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/** From the dial to the confirm; the first frame from the service decides. */
final class WebSocketDial implements EgressDial, ServiceSocket.Reader {

  /** One call of the dialler. */
  record Call(EgressTarget target, EgressListener listener, ServiceText text) {
    ServiceErrors errors() {
      return ServiceErrors.of(target.dialect());
    }
  }

  private final Vertx vertx;
  private final EgressSettings settings;
  private final LongSupplier nanoTime;
  private final Call call;
  private final Promise<EgressDialer.Confirmed> confirmed = Promise.promise();
  private long deadline = -1;
  private long dialledAt;
  private long configuredAt;
  private Duration connect;
  private ServiceSocket socket;
  private boolean over;

  WebSocketDial(Vertx vertx, EgressSettings settings, LongSupplier nanoTime, Call call) {
    this.vertx = vertx;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.call = call;
  }

  void start(WebSocketClient client, WebSocketConnectOptions options) {
    deadline = vertx.setTimer(settings.handshake().toMillis(), fired -> late());
    dialledAt = nanoTime.getAsLong();
    client.connect(options).onComplete(this::upgraded);
  }

  @Override
  public Future<EgressDialer.Confirmed> confirmed() {
    return confirmed.future();
  }

  @Override
  public void cancel() {
    if (finish()) {
      drop(ServiceSocket.NORMAL);
      confirmed.fail(new CancellationException("the dial was cancelled"));
    }
  }

  private void upgraded(AsyncResult<WebSocket> upgrade) {
    if (upgrade.failed()) {
      refuse(ConnectFailures.of(upgrade.cause(), call));
      return;
    }
    socket = new ServiceSocket(vertx, upgrade.result(), settings);
    socket.open(this);
    if (over) {
      drop(ServiceSocket.NORMAL);
      return;
    }
    configuredAt = nanoTime.getAsLong();
    connect = Duration.ofNanos(configuredAt - dialledAt);
    socket.write(EgressMessages.configure(call.target().configure()));
  }

  /** Without a socket: the attempt failed before there was one. */
  void refuse(EgressException refusal) {
    if (finish()) {
      confirmed.fail(refusal);
    }
  }

  @Override
  public void binary(Buffer message) {
    Inbound first = EgressMessages.read(message);
    if (first instanceof Inbound.ServiceError error) {
      fail(call.errors().ofMessage(error.code(), call.text().of(error.text())));
    } else if (!(first instanceof Inbound.Confirm confirm)) {
      violation("its first frame isn't a confirm");
    } else if (confirm.connectionId().isEmpty()) {
      violation("its confirm has no connection id");
    } else if (finish()) {
      confirm(confirm);
    }
  }

  private void confirm(Inbound.Confirm confirm) {
    var took = Duration.ofNanos(nanoTime.getAsLong() - configuredAt);
    var pulse = new DrivingSession.Pulse(vertx, settings, nanoTime);
    var capabilities =
        call.target().dialect() == Dialect.Spatius ? Capabilities.NONE : confirm.capabilities();
    var session = new DrivingSession(socket, call, capabilities, pulse);
    session.start();
    confirmed.complete(
        new EgressDialer.Confirmed(session, confirm.connectionId(), capabilities, connect, took));
  }

  @Override
  public void text() {
    violation("its first frame is text");
  }

  @Override
  public void pong() {}

  @Override
  public void closed(int code, String reason) {
    fail(call.errors().atClose(code, call.text().of(reason), false));
  }

  @Override
  public void lost(String why) {
    fail(ServiceErrors.unreachable(why));
  }

  private void late() {
    String missing = socket == null ? "upgrade" : "confirm";
    fail(
        ServiceErrors.unreachable(
            "no " + missing + " from the avatar service within " + settings.handshake()));
  }

  /** Not retried: what answers isn't an avatar service, or one of another version. */
  private void violation(String what) {
    String message = "the avatar service breaks the protocol: " + what;
    fail(
        new EgressFailure.Rejected(FailureCode.ProtocolError, message),
        ServiceSocket.PROTOCOL_ERROR);
  }

  private void fail(EgressFailure failure) {
    fail(failure, ServiceSocket.NORMAL);
  }

  private void fail(EgressFailure failure, int closeCode) {
    if (finish()) {
      drop(closeCode);
      confirmed.fail(new EgressException(failure));
    }
  }

  /** True once: the confirm, a failure, the deadline and a cancel exclude each other. */
  private boolean finish() {
    boolean first = !over;
    over = true;
    vertx.cancelTimer(deadline);
    return first;
  }

  private void drop(int code) {
    if (socket != null) {
      socket.close(code);
    }
  }
}
