package dev.avataroperator.simulator;

import dev.avataroperator.net.ListenAddress;
import dev.avataroperator.simulator.publish.PublishProblem;
import dev.avataroperator.simulator.session.ServiceState;
import dev.avataroperator.simulator.settings.SimulatorSettings;
import dev.avataroperator.simulator.settings.Sources;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A stand-in for the avatar service: hands out session tokens, takes driving sessions, records what
 * it hears and answers as the real service's clients expect.
 */
public final class SimulatedService {
  private static final int MOST_MESSAGE_BYTES = 1024 * 1024;

  private final Vertx vertx;
  private final ServiceState state;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private String deployment;

  public SimulatedService(Vertx vertx, SimulatorSettings settings, Sources sources) {
    this.vertx = vertx;
    this.state = ServiceState.of(settings, sources);
  }

  /** Listens on all event loops; the future tells the port. {@code tls} may be null. */
  public Future<Integer> listen(ListenAddress address, PemKeyCertOptions tls) {
    var options = options(address, tls);
    var deploying =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    return vertx
        .deployVerticle(() -> listener(options), deploying)
        .map(
            id -> {
              deployment = id;
              return listeners.get(0).port();
            });
  }

  /** Fails where sessions must be published and can't be. */
  public void checkPublishing() throws PublishProblem {
    state.publishers().check();
  }

  /** Ends all sessions, and waits until none is in its room any more. */
  public Future<Void> close() {
    var closing = deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment);
    return closing.compose(
        closed ->
            vertx.<Void>executeBlocking(
                () -> {
                  state.publishers().close();
                  return null;
                }));
  }

  private Listener listener(HttpServerOptions options) {
    var listener = new Listener(state, options);
    listeners.add(listener);
    return listener;
  }

  private static HttpServerOptions options(ListenAddress address, PemKeyCertOptions tls) {
    var options =
        new HttpServerOptions()
            .setHost(address.host())
            .setPort(address.sharedPort())
            .setHttp2ClearTextEnabled(false)
            .setMaxWebSocketFrameSize(MOST_MESSAGE_BYTES)
            .setMaxWebSocketMessageSize(MOST_MESSAGE_BYTES)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    return tls == null ? options : options.setSsl(true).setKeyCertOptions(tls);
  }
}
