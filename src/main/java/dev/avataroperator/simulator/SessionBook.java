package dev.avataroperator.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The open sessions, and a bounded history of those that ended. */
final class SessionBook {
  private final Duplicates duplicates;
  private final Map<String, DrivingSession> open = new LinkedHashMap<>();
  private final History history = new History(10_000, 200_000);

  SessionBook(SimulatorSettings settings, Counters counters) {
    this.duplicates = new Duplicates(settings.behaviour().duplicateCloseCode(), counters);
  }

  synchronized void opened(DrivingSession session) {
    open.put(session.record().connectionId(), session);
  }

  void joined(DrivingSession session) {
    duplicates.joined(session);
  }

  void closed(DrivingSession session) {
    duplicates.closed(session);
    remember(session.record());
  }

  private synchronized void remember(SessionRecord record) {
    open.remove(record.connectionId());
    history.add(record);
  }

  synchronized List<DrivingSession> open() {
    return List.copyOf(open.values());
  }

  /** The history first, then what is open. */
  synchronized List<SessionRecord> records() {
    var all = new ArrayList<>(history.sessions());
    open.values().forEach(session -> all.add(session.record()));
    return all;
  }

  synchronized long dropped() {
    return history.dropped();
  }
}
