package dev.avataroperator.simulator;

import static dev.avataroperator.simulator.RunningSimulator.APP;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.EgressDialer.Confirmed;
import dev.avataroperator.egress.EgressException;
import dev.avataroperator.egress.EgressFailure;
import dev.avataroperator.egress.EgressListener;
import dev.avataroperator.egress.EgressSettings;
import dev.avataroperator.egress.EgressTarget;
import dev.avataroperator.egress.WebSocketEgress;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The worker's own client, dialling a simulator. */
final class WorkersClient implements AutoCloseable {
  static final Duration HANDSHAKE = Duration.ofSeconds(5);

  private final RunningSimulator simulator;
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();

  WorkersClient(RunningSimulator simulator) {
    this.simulator = simulator;
  }

  @Override
  public void close() {
    vertx.close();
  }

  /** Why a dial fails. */
  EgressFailure refusal(Duration handshake) {
    try {
      dial(handshake, new Heard());
    } catch (ExecutionException e) {
      return ((EgressException) e.getCause()).failure();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("the dial should have failed");
  }

  Confirmed dial(Duration handshake, EgressListener listener) throws Exception {
    var url = URI.create(simulator.url().toString().replace("http", "ws") + "/v2/driveningress");
    var configure = Configurations.liveKit(simulator.time.instant()).build();
    var target = new EgressTarget(Dialect.SpatialReal, url, APP, "avatar-a", configure, null);
    var token = SecretText.of(simulator.token());
    var confirmed = new CompletableFuture<Confirmed>();
    context.runOnContext(
        now ->
            new WebSocketEgress(vertx, settings(handshake), System::nanoTime)
                .dial(target, token, listener)
                .confirmed()
                .onSuccess(confirmed::complete)
                .onFailure(confirmed::completeExceptionally));
    return confirmed.get(10, TimeUnit.SECONDS);
  }

  private static EgressSettings settings(Duration handshake) {
    var usual = EgressSettings.defaults();
    return new EgressSettings(
        handshake,
        usual.connect(),
        usual.pingEvery(),
        usual.pongWithin(),
        Duration.ofMillis(200),
        usual.maxMessageBytes());
  }

  void send(Confirmed session, String requestId) {
    context.runOnContext(
        now -> session.connection().sendAudio(requestId, Buffer.buffer(new byte[2]), true));
  }

  static final class Heard implements EgressListener {
    final List<String> answers = new CopyOnWriteArrayList<>();
    final List<String> errors = new CopyOnWriteArrayList<>();
    final List<EgressFailure> closed = new CopyOnWriteArrayList<>();

    @Override
    public void animation(String requestId, boolean end) {
      answers.add(requestId);
    }

    @Override
    public void error(String requestId, EgressFailure failure) {
      errors.add(requestId + " " + failure.code());
    }

    @Override
    public void closed(EgressFailure failure) {
      closed.add(failure);
    }
  }
}
