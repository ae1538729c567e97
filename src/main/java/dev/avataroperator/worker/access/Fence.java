package dev.avataroperator.worker.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Refuses what an older leader says (term) and what is older than the session's present assignment
 * (epoch), also after the session has gone. The newest ten thousand sessions are remembered.
 */
public final class Fence {
  private static final int REMEMBERED = 10_000;

  private final Map<String, Long> epochs =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };
  private long term;

  /** Throws {@link ApiProblem} with 409. */
  public synchronized void checkTerm(long theirs) {
    if (theirs < term) {
      throw ApiProblem.staleTerm(term);
    }
    term = theirs;
  }

  /** Throws {@link ApiProblem} with 409. */
  public synchronized void checkEpoch(String uid, long theirs) {
    var mine = epochs.getOrDefault(uid, 0L);
    if (theirs < mine) {
      throw ApiProblem.staleEpoch(mine);
    }
  }

  public synchronized void passed(String uid, long epoch) {
    epochs.remove(uid);
    epochs.put(uid, epoch);
  }

  public synchronized boolean isCurrent(long theirs) {
    return theirs >= term;
  }
}
