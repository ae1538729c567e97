package dev.avataroperator.simulator.session;

import dev.avataroperator.simulator.account.Counters;
import dev.avataroperator.simulator.fault.SessionFault;
import dev.avataroperator.simulator.record.History;
import dev.avataroperator.simulator.record.SessionRecord;
import dev.avataroperator.simulator.settings.SimulatorSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The open sessions, and a bounded history of those that ended. */
public final class SessionBook {
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

  public int openCount() {
    return open().size();
  }

  /** Strikes the open sessions that the fault matches; returns how many they are. */
  public int strike(SessionFault fault) {
    var struck = 0;
    for (var session : open()) {
      if (fault.match().strikesOpen(session.record().connectionId())) {
        session.strike(fault);
        struck++;
      }
    }
    return struck;
  }

  private synchronized List<DrivingSession> open() {
    return List.copyOf(open.values());
  }

  /** The history first, then what is open. */
  public synchronized List<SessionRecord> records() {
    var all = new ArrayList<>(history.sessions());
    open.values().forEach(session -> all.add(session.record()));
    return all;
  }

  public synchronized long dropped() {
    return history.dropped();
  }
}
