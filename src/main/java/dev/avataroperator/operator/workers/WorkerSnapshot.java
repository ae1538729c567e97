package dev.avataroperator.operator.workers;

import dev.avataroperator.control.SessionReport;
import dev.avataroperator.control.WorkerEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What one connected worker process runs, kept current by its events. */
final class WorkerSnapshot {
  private final Map<String, SessionReport> sessions = new ConcurrentHashMap<>();
  private volatile WorkerEvent.Load load;
  private long sequence;

  WorkerSnapshot(WorkerEvent first) {
    load = first.load();
    sequence = first.sequence();
    first.sessions().forEach(report -> sessions.put(report.uid(), report));
  }

  /** Takes a change in; false means that one was missed and the snapshot must be read again. */
  boolean apply(WorkerEvent event) {
    if (event.sequence() != ++sequence) {
      return false;
    }
    if (event.load() != null) {
      load = event.load();
    }
    if (event.sessions() != null) {
      event.sessions().forEach(report -> sessions.put(report.uid(), report));
    }
    if (event.removed() != null) {
      sessions.remove(event.removed());
    }
    return true;
  }

  /** What the answer to a PUT said, unless an event of the same assignment came before it. */
  void assigned(SessionReport report) {
    sessions.merge(report.uid(), report, (old, fresh) -> isOlder(old, fresh) ? fresh : old);
  }

  /** What it has answered to have ended; its event of that may come later. */
  void ended(String uid) {
    sessions.remove(uid);
  }

  private static boolean isOlder(SessionReport known, SessionReport answer) {
    return known.epoch() < answer.epoch()
        || (known.epoch() == answer.epoch() && !answer.digest().equals(known.digest()));
  }

  WorkerEvent.Load load() {
    return load;
  }

  int count() {
    return Math.max(load.sessions(), sessions.size());
  }

  Optional<SessionReport> session(String uid) {
    return Optional.ofNullable(sessions.get(uid));
  }

  List<SessionReport> sessions() {
    return List.copyOf(sessions.values());
  }
}
