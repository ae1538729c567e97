package dev.avataroperator.operator.session.accept;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may stand in a seat. The holder is never displaced; among those that wait the oldest goes
 * first. Claims are held in memory, so that two sessions that are looked at in the same moment
 * can't both win, and are rebuilt from the stored conditions after a restart.
 */
public final class RoomClaims {
  private static final int REMEMBERED = 10_000;

  private final Set<String> gone = new LinkedHashSet<>();
  private final Map<String, String> holders = new ConcurrentHashMap<>();

  /** A session that wants the seat; {@code holds}: its stored condition says that it has it. */
  record Claimant(String uid, String createdAt, boolean holds) {}

  private static final Comparator<Claimant> ORDER =
      Comparator.comparing((Claimant claimant) -> !claimant.holds())
          .thenComparing(Claimant::createdAt)
          .thenComparing(Claimant::uid);

  /**
   * True if the session now holds the seat; {@code others} are the live sessions that want it too.
   */
  boolean claim(String seatKey, Claimant claimant, List<Claimant> others) {
    var holder =
        holders.compute(
            seatKey,
            (key, present) -> {
              var stillThere =
                  claimant.uid().equals(present)
                      || others.stream().anyMatch(other -> other.uid().equals(present));
              return present != null && stillThere ? present : first(claimant, others);
            });
    return claimant.uid().equals(holder);
  }

  boolean holds(String seatKey, String uid) {
    return uid.equals(holders.get(seatKey));
  }

  /** The session has ended, whatever a cache says for a moment. */
  public void release(String uid) {
    holders.values().removeIf(uid::equals);
    synchronized (gone) {
      gone.add(uid);
      if (gone.size() > REMEMBERED) {
        gone.remove(gone.iterator().next());
      }
    }
  }

  /** It is back: a finished session that was changed, or one that was resumed. */
  void returned(String uid) {
    synchronized (gone) {
      gone.remove(uid);
    }
  }

  boolean isGone(String uid) {
    synchronized (gone) {
      return gone.contains(uid);
    }
  }

  private static String first(Claimant claimant, List<Claimant> others) {
    Optional<Claimant> best = others.stream().min(ORDER);
    return best.filter(other -> ORDER.compare(other, claimant) < 0).orElse(claimant).uid();
  }
}
