package dev.avataroperator.operator.session.room;

import dev.avataroperator.operator.session.turn.Turn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The people in the rooms of sessions, where they can be seen. */
public final class Audience {
  private final Map<String, Instant> emptySince = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

  /**
   * Since when nobody is there; empty while somebody is, or nobody can say. A look that fails
   * doesn't begin the time anew.
   */
  public Optional<Instant> emptySince(Turn turn) {
    if (!turn.sight().isSeen()) {
      return Optional.empty();
    }
    if (!turn.sight().people().isEmpty()) {
      emptySince.remove(turn.uid());
      return Optional.empty();
    }
    return Optional.of(emptySince.computeIfAbsent(turn.uid(), uid -> turn.now()));
  }

  /** Whether somebody has come since this was first asked; who leaves may come again. */
  public boolean hasSomebodyCome(Turn turn) {
    if (!turn.sight().isSeen()) {
      return false;
    }
    var present = turn.sight().people();
    var before = known.putIfAbsent(turn.uid(), present);
    if (before == null || before.containsAll(present)) {
      known.put(turn.uid(), present);
      return false;
    }
    return true;
  }

  /** Those who are there then are no news. */
  public void beginAnew(Turn turn) {
    known.remove(turn.uid());
  }

  public void forget(String uid) {
    emptySince.remove(uid);
    known.remove(uid);
  }
}
