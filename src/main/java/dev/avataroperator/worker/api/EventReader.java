package dev.avataroperator.worker.api;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.WireJson;
import dev.avataroperator.control.WorkerEvent;
import dev.avataroperator.control.WorkerEvent.Load;
import dev.avataroperator.worker.session.SessionRunner;
import dev.avataroperator.worker.session.WorkerSessions;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * One operator that follows this worker. What changed is kept as a set of names and written as it
 * stands when the socket has room, so a slow reader misses steps, never the outcome; one that reads
 * nothing for ten seconds is closed and has to read a snapshot again.
 */
final class EventReader {
  private static final long TOO_SLOW = Duration.ofSeconds(10).toNanos();
  private static final short TRY_AGAIN = 1013;

  private final ServerWebSocket socket;
  private final Context context;
  private final WorkerSessions sessions;
  private final LongSupplier nanoTime;
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean load = new AtomicBoolean();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private long sequence;
  private long fullSince;
  private boolean full;

  EventReader(ServerWebSocket socket, Context context, EventSource source) {
    this.socket = socket;
    this.context = context;
    this.sessions = source.sessions();
    this.nanoTime = source.nanoTime();
  }

  /** What readers read from. */
  record EventSource(WorkerSessions sessions, LongSupplier nanoTime) {}

  void start() {
    write(new WorkerEvent(WorkerEvent.Type.Snapshot, 0, sessions.load(), sessions.reports(), null));
    socket.drainHandler(
        nothing -> {
          full = false;
          flush();
        });
  }

  void sessionChanged(String uid) {
    changed.add(uid);
    schedule();
  }

  void loadChanged() {
    load.set(true);
    schedule();
  }

  /** Closes a reader that doesn't read; on its own context. */
  void check() {
    if (full && nanoTime.getAsLong() - fullSince >= TOO_SLOW) {
      socket.close(TRY_AGAIN, "too slow: read the snapshot again");
    }
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      context.runOnContext(
          nothing -> {
            scheduled.set(false);
            flush();
          });
    }
  }

  private void flush() {
    if (load.get() && hasRoom()) {
      load.set(false);
      write(event(WorkerEvent.Type.Load, sessions.load(), null, null));
    }
    for (var uid : List.copyOf(changed)) {
      if (!hasRoom()) {
        return;
      }
      changed.remove(uid);
      write(describe(uid));
    }
  }

  private WorkerEvent describe(String uid) {
    return sessions
        .runner(uid)
        .map(SessionRunner::report)
        .map(report -> event(WorkerEvent.Type.Session, null, List.of(report), null))
        .orElseGet(() -> event(WorkerEvent.Type.Removed, null, null, uid));
  }

  private WorkerEvent event(
      WorkerEvent.Type type, Load load, List<SessionReport> reports, String removed) {
    return new WorkerEvent(type, ++sequence, load, reports, removed);
  }

  private boolean hasRoom() {
    if (socket.isClosed()) {
      return false;
    }
    if (socket.writeQueueFull() && !full) {
      full = true;
      fullSince = nanoTime.getAsLong();
    }
    return !full;
  }

  private void write(WorkerEvent event) {
    socket.writeTextMessage(new String(WireJson.write(event), StandardCharsets.UTF_8));
  }
}
