package dev.avataroperator.simulator.session;

import dev.avataroperator.simulator.account.Counters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts duplicates: two sessions that both stand in the room as one participant for more than a
 * second. The older of the two is then closed.
 */
final class Duplicates {
  private static final Duration ALLOWED = Duration.ofSeconds(1);

  private final int closeCode;
  private final Counters counters;
  private final Map<String, List<DrivingSession>> confirmed = new HashMap<>();

  Duplicates(int closeCode, Counters counters) {
    this.closeCode = closeCode;
    this.counters = counters;
  }

  /** Called on the session's event loop. */
  void joined(DrivingSession session) {
    for (var older : register(session)) {
      session.timers().after(ALLOWED, () -> compare(older, session));
    }
  }

  synchronized void closed(DrivingSession session) {
    if (session.egress() == null) {
      return;
    }
    var key = session.egress().key();
    var sessions = confirmed.get(key);
    if (sessions != null && sessions.remove(session) && sessions.isEmpty()) {
      confirmed.remove(key);
    }
  }

  private synchronized List<DrivingSession> register(DrivingSession session) {
    var sessions = confirmed.computeIfAbsent(session.egress().key(), key -> new ArrayList<>());
    var older = List.copyOf(sessions);
    sessions.add(session);
    return older;
  }

  private void compare(DrivingSession older, DrivingSession newer) {
    if (!isConfirmed(older)) {
      return;
    }
    counters.duplicate();
    older.record().duplicate();
    newer.record().duplicate();
    older.evict(closeCode, "another session publishes as this participant");
  }

  private synchronized boolean isConfirmed(DrivingSession session) {
    return confirmed.getOrDefault(session.egress().key(), List.of()).contains(session);
  }
}
