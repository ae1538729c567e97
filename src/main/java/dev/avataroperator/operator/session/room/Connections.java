package dev.avataroperator.operator.session.room;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How the connections stand that bring avatars into their rooms, as far as workers tell. */
final class Connections {
  private final Map<String, Connection> known = new ConcurrentHashMap<>();

  /**
   * One of them.
   *
   * @param stands or is lost, or not made yet
   * @param since when it is so
   * @param seen whether its avatar was in the room
   */
  record Connection(boolean stands, Instant since, boolean seen) {}

  Optional<Connection> of(String uid) {
    return Optional.ofNullable(known.get(uid));
  }

  /**
   * It stands now; true where it was lost before.
   *
   * @param isNoted it stood already when nothing was known of it here, so that its avatar may have
   *     been seen
   */
  boolean stands(String uid, Instant now, boolean isNoted) {
    var before = known.get(uid);
    if (before == null || !before.stands()) {
      known.put(uid, new Connection(true, now, before == null && isNoted));
    }
    return before != null && !before.stands();
  }

  /** It doesn't stand now; true where it did before, or nobody knows. */
  boolean lose(String uid, Instant now) {
    var before = known.get(uid);
    if (before == null || before.stands()) {
      known.put(uid, new Connection(false, now, false));
    }
    return before == null || before.stands();
  }

  void seen(String uid) {
    known.computeIfPresent(
        uid, (id, before) -> new Connection(before.stands(), before.since(), before.stands()));
  }

  void forget(String uid) {
    known.remove(uid);
  }
}
