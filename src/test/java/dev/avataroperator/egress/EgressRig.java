package dev.avataroperator.egress;

import dev.avataroperator.credential.Dialect;
import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import dev.avataroperator.egress.proto.EgressType;
import dev.avataroperator.egress.proto.LiveKitEgressConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Dials from a test's thread: everything runs on one event-loop context, as in a worker. */
final class EgressRig {
  static final SecretText TOKEN = SecretText.of("session-token-1");

  final RecordingListener listener = new RecordingListener();
  final Context context;
  private final WebSocketEgress egress;

  EgressRig(Vertx vertx, EgressSettings settings) {
    this(vertx, settings, System::nanoTime);
  }

  EgressRig(Vertx vertx, EgressSettings settings, LongSupplier nanoTime) {
    context = vertx.getOrCreateContext();
    egress = new WebSocketEgress(vertx, settings, nanoTime);
  }

  /** Short where a test waits for it, long where it mustn't interfere. */
  static EgressSettings settings() {
    return new EgressSettings(
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Duration.ofMillis(200),
        1 << 20);
  }

  static EgressSettings handshakeWithin(Duration deadline) {
    var base = settings();
    return new EgressSettings(
        deadline, base.connect(), base.pingEvery(), base.pongWithin(), base.close(), 1 << 20);
  }

  static EgressSettings pinging(Duration every, Duration within) {
    var base = settings();
    return new EgressSettings(
        base.handshake(), base.connect(), every, within, base.close(), 1 << 20);
  }

  static EgressTarget target(URI ingress) {
    return target(ingress, "room-token-1");
  }

  static EgressTarget target(URI ingress, String roomToken) {
    var livekit =
        LiveKitEgressConfig.newBuilder()
            .setUrl("wss://livekit.example")
            .setRoomName("room-1")
            .setPublisherId("avatar")
            .setApiToken(roomToken);
    return new EgressTarget(
        Dialect.SpatialReal,
        ingress,
        "app-1",
        "avatar/1 é",
        ClientConfigureSession.newBuilder()
            .setSampleRate(24_000)
            .setEgressType(EgressType.EGRESS_TYPE_LIVEKIT)
            .setLivekitEgress(livekit)
            .build(),
        null);
  }

  EgressDial start(URI ingress) throws Exception {
    return onContext(() -> dialNow(ingress));
  }

  /** On the context already. */
  EgressDial dialNow(URI ingress) {
    return egress.dial(target(ingress), TOKEN, listener);
  }

  EgressDialer.Confirmed dial(URI ingress) throws Exception {
    return result(start(ingress));
  }

  /** Trusts the PEM certificates instead of the public ones. */
  static EgressTarget trusting(URI ingress, String caBundle) {
    var target = target(ingress);
    return new EgressTarget(
        target.dialect(), ingress, target.appId(), target.avatarId(), target.configure(), caBundle);
  }

  static EgressTarget spatius(URI ingress) {
    var target = target(ingress);
    return new EgressTarget(
        Dialect.Spatius, ingress, target.appId(), target.avatarId(), target.configure(), null);
  }

  EgressDialer.Confirmed dial(EgressTarget target) throws Exception {
    return dial(target, TOKEN);
  }

  EgressDialer.Confirmed dial(URI ingress, EgressListener other) throws Exception {
    return result(onContext(() -> egress.dial(target(ingress), TOKEN, other)));
  }

  EgressDialer.Confirmed dial(EgressTarget target, SecretText token) throws Exception {
    return result(onContext(() -> egress.dial(target, token, listener)));
  }

  void close() {
    egress.close();
  }

  /** Why the dial failed. */
  EgressException refusal(URI ingress) throws Exception {
    return refusal(target(ingress));
  }

  EgressException refusal(EgressTarget target) throws Exception {
    try {
      dial(target);
    } catch (ExecutionException e) {
      return (EgressException) e.getCause();
    }
    throw new AssertionError("the dial should have failed");
  }

  <T> T onContext(Supplier<T> action) throws Exception {
    var result = new CompletableFuture<T>();
    context.runOnContext(
        nothing -> {
          try {
            result.complete(action.get());
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result.get(10, TimeUnit.SECONDS);
  }

  private static EgressDialer.Confirmed result(EgressDial dial) throws Exception {
    return dial.confirmed().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
