package dev.avataroperator.soak;

import dev.avataroperator.soak.SoakSessions.Entry;
import dev.avataroperator.testing.SimulatorRecords;
import java.util.List;

/**
 * Ends the service's connections, one at a time and in turn, so that no two sessions come back at
 * once: by closes that ask to come again, and by dropped connections.
 */
final class Disturbance {
  private static final List<String> ENDS =
      List.of(
          "'kind':'close','code':4002",
          "'kind':'drop'",
          "'kind':'close','code':1011",
          "'kind':'close','code':1001",
          "'kind':'close','code':4503");

  private final SimulatorRecords simulator;
  private final List<Entry> sessions;
  private int next;
  private long forced;

  Disturbance(SimulatorRecords simulator, List<Entry> sessions) {
    this.simulator = simulator;
    this.sessions = sessions;
  }

  /** Ends the connection of the session whose turn it is; one that is just connecting is spared. */
  synchronized void step() {
    var session = sessions.get(next % sessions.size());
    var end = ENDS.get((next + next / sessions.size()) % ENDS.size());
    next++;
    for (var connection : simulator.open(session.filter())) {
      if (connection.confirmedAt() != null) {
        var match = ",'match':{'connectionId':'" + connection.connectionId() + "'}}";
        forced += simulator.arm(("{" + end + match).replace('\'', '"'));
      }
    }
  }

  synchronized long forced() {
    return forced;
  }
}
