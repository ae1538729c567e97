package dev.avataroperator.worker;

import dev.avataroperator.audio.source.AddressGuard;
import dev.avataroperator.audio.source.AudioFetcher;
import dev.avataroperator.egress.EgressDialer;
import dev.avataroperator.worker.access.Lease;
import dev.avataroperator.worker.access.PoolAccess;
import dev.avataroperator.worker.access.PoolTokens;
import dev.avataroperator.worker.api.EventFeed;
import dev.avataroperator.worker.api.WorkerApi;
import dev.avataroperator.worker.ingest.ByteBudget;
import dev.avataroperator.worker.ingest.IngestLine;
import dev.avataroperator.worker.session.WorkerEnvironment;
import dev.avataroperator.worker.session.WorkerLoop;
import dev.avataroperator.worker.session.WorkerMetrics;
import dev.avataroperator.worker.session.WorkerSessions;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** A worker: its API, its sessions and the event loops they live on. */
public final class WorkerServer {
  private static final Logger LOG = Logger.getLogger(WorkerServer.class);

  /**
   * Four times what a message may hold: what is beyond is cut off, and its sender may not hear why.
   */
  private static final int MAX_MESSAGE = 1024 * 1024;

  private static final int CLOSE_SECONDS = 2;
  private static final long EVERY_SECOND_MS = 1_000;

  private final Vertx vertx;
  private final WorkerSettings settings;
  private final WorkerEnvironment environment;
  private final WorkerSessions sessions;
  private final PoolTokens tokens;
  private final Lease lease;
  private final EventFeed events = new EventFeed();
  private final List<WorkerLoop> loops = new CopyOnWriteArrayList<>();
  private boolean wasBusy;
  private String deployment;
  private long timer;

  /** What a worker gets from outside. */
  public record Parts(
      EgressDialer dialer, MeterRegistry metrics, Clock clock, LongSupplier nanoTime) {}

  /** Throws IllegalArgumentException when the settings can't be used. */
  public WorkerServer(Vertx vertx, WorkerSettings settings, Parts parts) {
    settings.check();
    this.vertx = vertx;
    this.settings = settings;
    this.tokens = new PoolTokens(settings.tokenFile());
    this.lease = new Lease(parts.nanoTime());
    var guard = new AddressGuard(settings.playlistHosts(), settings.insecure());
    this.environment =
        new WorkerEnvironment(
            parts.dialer(),
            new AudioFetcher(vertx, guard),
            new ByteBudget(settings.bufferBudget()),
            new WorkerMetrics(parts.metrics()),
            new WorkerEnvironment.Time(parts.clock(), parts.nanoTime()),
            () -> ThreadLocalRandom.current().nextLong());
    this.sessions =
        new WorkerSessions(environment, events, UUID.randomUUID().toString(), settings.sessions());
  }

  /** Listens; the future tells the port. */
  public Future<Integer> start() {
    var access = new PoolAccess(tokens, lease);
    var api = new WorkerApi(sessions, access, events, environment.time(), settings.insecure());
    var router = api.router(vertx);
    var options = options();
    var deploying =
        new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    measure();
    return vertx
        .deployVerticle(
            () -> {
              var loop = new WorkerLoop(options, router, environment.time().nanoTime());
              loops.add(loop);
              sessions.add(loop);
              return loop;
            },
            deploying)
        .map(
            id -> {
              deployment = id;
              timer = vertx.setPeriodic(EVERY_SECOND_MS, tick -> everySecond());
              return loops.get(0).port();
            });
  }

  /** Ends all sessions with 1000, then stops listening. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    return sessions
        .endAll()
        .transform(
            ended -> deployment == null ? Future.succeededFuture() : vertx.undeploy(deployment))
        .onComplete(done -> environment.audio().close());
  }

  /** What is checked each second: the token file, the lease and the load. */
  void everySecond() {
    vertx.executeBlocking(
        () -> {
          tokens.reload();
          return null;
        },
        false);
    if (lease.isOver() && sessions.size() > 0) {
      LOG.warnf("no operator for %s: ending all sessions", Lease.DURATION);
      sessions.endAll();
    }
    var busy = sessions.load().busy();
    if (busy != wasBusy) {
      wasBusy = busy;
      events.loadChanged();
    }
  }

  private void measure() {
    var metrics = environment.metrics();
    metrics.gauge("avatar_worker_sessions", "Sessions assigned to this worker.", sessions::size);
    metrics.gauge(
        "avatar_worker_sessions_streaming",
        "Sessions confirmed by the service.",
        sessions::streaming);
    metrics.gauge(
        "avatar_worker_buffered_bytes",
        "Client audio not played yet.",
        environment.budget()::taken);
    metrics.gauge(
        "avatar_worker_event_loop_lag_p99_seconds",
        "99th percentile of how late the event loops are.",
        () -> loops.stream().mapToLong(loop -> loop.lagP99Ms()).max().orElse(0) / 1000.0);
  }

  private HttpServerOptions options() {
    var options =
        new HttpServerOptions()
            .setHost(settings.listen().host())
            .setPort(settings.listen().sharedPort())
            .setTcpNoDelay(true)
            .setHttp2ClearTextEnabled(false)
            .setWebSocketClosingTimeout(CLOSE_SECONDS)
            .setMaxWebSocketFrameSize(MAX_MESSAGE)
            .setMaxWebSocketMessageSize(MAX_MESSAGE)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .addWebSocketSubProtocol(IngestLine.SUBPROTOCOL);
    return settings.tls() == null
        ? options
        : options.setSsl(true).setKeyCertOptions(settings.tls());
  }
}
