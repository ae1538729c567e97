package dev.avataroperator.operator.workers;

import dev.avataroperator.assignment.WorkerView;
import dev.avataroperator.control.Assignment;
import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.WireJson;
import dev.avataroperator.control.WorkerEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The operator's line to one worker: follows its events, keeps what it runs, and sends assignments.
 * Reconnects for ever. Calls that send block; reading doesn't.
 */
public final class WorkerLink implements Worker, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WorkerLink.class);

  /** There is one leader without an election. */
  private static final long TERM = 0;

  private static final long PING_MS = 10_000;
  private static final Duration SILENCE = Duration.ofSeconds(25);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final long REDIAL_MS = 500;
  private static final int REFUSALS = 3;
  private static final int PUT_MS = 5_000;
  private static final int DELETE_MS = 2_000;

  private final Vertx vertx;
  private final WorkerEndpoint endpoint;
  private final WorkerClient client;
  private final WorkerListener listener;
  private final Clock clock;
  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Instant created;
  private volatile WorkerSnapshot snapshot;
  private volatile String problem = "not connected yet";
  private volatile Instant downSince;
  private volatile Instant warned = Instant.EPOCH;
  private volatile boolean closed;

  WorkerLink(Vertx vertx, WorkerEndpoint endpoint, WorkerListener listener, Clock clock) {
    this.vertx = vertx;
    this.endpoint = endpoint;
    this.listener = listener;
    this.clock = clock;
    this.client = new WorkerClient(vertx, endpoint);
    this.created = clock.instant();
    this.downSince = created;
    dial();
  }

  @Override
  public WorkerEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public boolean isConnected() {
    return snapshot != null;
  }

  @Override
  public String problem() {
    return problem;
  }

  @Override
  public Instant downSince() {
    return downSince;
  }

  @Override
  public boolean isRefusing() {
    return refusals.get() >= REFUSALS;
  }

  /** Which process answers there: another one has another; null while none does. */
  public String instance() {
    var present = snapshot;
    return present == null ? null : present.load().instance();
  }

  boolean isNewSince(Instant time) {
    return created.isAfter(time);
  }

  @Override
  public Optional<SessionReport> session(String uid) {
    return Optional.ofNullable(snapshot).flatMap(present -> present.session(uid));
  }

  @Override
  public WorkerView view() {
    var present = snapshot;
    if (present == null) {
      return new WorkerView(endpoint.name(), false, false, false, 0, 0);
    }
    var load = present.load();
    var assigned = present.count() + pending.size();
    return new WorkerView(
        endpoint.name(), true, load.draining(), load.busy(), assigned, load.capacity());
  }

  /** The digest that the worker reports once it has accepted exactly this assignment. */
  public static String digest(Assignment assignment) {
    return WireJson.digest(WireJson.write(assignment));
  }

  @Override
  public SessionReport put(String uid, Assignment assignment) throws WorkerCallException {
    pending.add(uid);
    try {
      var text = client.call(HttpMethod.PUT, "/v1/sessions/" + uid, assignment, PUT_MS);
      var report = WorkerClient.read(text, SessionReport.class);
      Optional.ofNullable(snapshot).ifPresent(present -> present.assigned(report));
      return report;
    } finally {
      pending.remove(uid);
    }
  }

  @Override
  public Optional<SessionReport> delete(String uid, long epoch, EndReason reason)
      throws WorkerCallException {
    var path = "/v1/sessions/" + uid + "?epoch=" + epoch + "&term=" + TERM + "&reason=" + reason;
    var text = client.call(HttpMethod.DELETE, path, null, DELETE_MS);
    Optional.ofNullable(snapshot).ifPresent(present -> present.ended(uid));
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(WorkerClient.read(text, SessionReport.class));
  }

  /** Ends the sessions that this worker runs and shouldn't; how many were ended. */
  public int endUnowned(Ownership ownership) {
    var present = snapshot;
    int ended = 0;
    if (present != null) {
      for (var report : present.sessions()) {
        if (!ownership.owns(report.uid(), endpoint.name()) && end(report)) {
          ended++;
        }
      }
    }
    return ended;
  }

  private boolean end(SessionReport report) {
    try {
      delete(report.uid(), report.epoch(), EndReason.moved);
      LOG.infof("worker %s: session %s has no owner, ended", endpoint.name(), report.uid());
      return true;
    } catch (WorkerCallException e) {
      LOG.warnf("worker %s: session %s: %s", endpoint.name(), report.uid(), e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }

  private void dial() {
    if (!closed) {
      client.events(TERM).onSuccess(this::follow).onFailure(this::notReached);
    }
  }

  private void notReached(Throwable failure) {
    refusals.updateAndGet(before -> WorkerClient.isRefused(failure) ? before + 1 : 0);
    lost(WorkerClient.problem(failure));
  }

  private void follow(WebSocket socket) {
    refusals.set(0);
    var heard = new AtomicReference<>(clock.instant());
    var ping = vertx.setPeriodic(PING_MS, id -> ping(socket, heard.get()));
    socket.pongHandler(pong -> heard.set(clock.instant()));
    socket.textMessageHandler(
        text -> {
          heard.set(clock.instant());
          receive(socket, text);
        });
    socket.exceptionHandler(failure -> LOG.debugf("worker %s: %s", endpoint.name(), failure));
    socket.closeHandler(
        nothing -> {
          vertx.cancelTimer(ping);
          lost(ended(socket));
        });
  }

  /** A peer that answers no ping is gone: its host may have vanished without a word. */
  private void ping(WebSocket socket, Instant heard) {
    if (clock.instant().isAfter(heard.plus(SILENCE))) {
      ((WebSocketInternal) socket).channelHandlerContext().close();
    } else {
      socket.writePing(Buffer.buffer("avatar"));
    }
  }

  private void receive(WebSocket socket, String text) {
    try {
      var event = WorkerClient.read(text, WorkerEvent.class);
      if (event.type() == WorkerEvent.Type.Snapshot) {
        snapshot = new WorkerSnapshot(event);
        downSince = null;
        problem = "";
        LOG.infof("worker %s connected, %d sessions", endpoint.name(), event.sessions().size());
        listener.connectionChanged(endpoint.name());
      } else {
        change(socket, event);
      }
    } catch (WorkerCallException e) {
      LOG.warnf("worker %s sent what can't be read", endpoint.name());
      socket.close();
    }
  }

  private static String ended(WebSocket socket) {
    return socket.closeStatusCode() == null
        ? "the connection broke off"
        : "the connection was closed (" + socket.closeStatusCode() + ")";
  }

  private void change(WebSocket socket, WorkerEvent event) {
    var hadRoom = view().hasRoom();
    if (snapshot == null || !snapshot.apply(event)) {
      socket.close();
      return;
    }
    touched(event).forEach(listener::sessionChanged);
    if (!hadRoom && view().hasRoom()) {
      listener.connectionChanged(endpoint.name());
    }
  }

  private static List<String> touched(WorkerEvent event) {
    if (event.removed() != null) {
      return List.of(event.removed());
    }
    return event.sessions() == null
        ? List.of()
        : event.sessions().stream().map(SessionReport::uid).toList();
  }

  /** What keeps changing, as while a worker starts, isn't worth a line each time. */
  private void warn(String why) {
    var now = clock.instant();
    if (now.isAfter(warned.plus(QUIET))) {
      warned = now;
      LOG.warnf("worker %s can't be used: %s", endpoint.name(), why);
    }
  }

  private void lost(String why) {
    if (closed) {
      return;
    }
    var wasConnected = snapshot != null;
    if (!wasConnected && !why.equals(problem)) {
      warn(why);
    }
    snapshot = null;
    problem = why;
    if (wasConnected) {
      downSince = clock.instant();
      LOG.warnf("worker %s lost: %s", endpoint.name(), why);
      listener.connectionChanged(endpoint.name());
    }
    vertx.setTimer(REDIAL_MS, id -> dial());
  }
}
