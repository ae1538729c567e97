package dev.avataroperator.simulator.record;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The sessions that ended; the oldest are dropped, and counted, when there are too many. */
public final class History {
  private final int mostSessions;
  private final int mostRequests;
  private final Deque<SessionRecord> sessions = new ArrayDeque<>();
  private long requests;
  private long dropped;

  public History(int mostSessions, int mostRequests) {
    this.mostSessions = mostSessions;
    this.mostRequests = mostRequests;
  }

  public void add(SessionRecord session) {
    sessions.addLast(session);
    requests += session.requestCount();
    while (sessions.size() > mostSessions || requests > mostRequests) {
      requests -= sessions.removeFirst().requestCount();
      dropped++;
    }
  }

  public List<SessionRecord> sessions() {
    return List.copyOf(sessions);
  }

  public long dropped() {
    return dropped;
  }
}
