package dev.avataroperator.operator.session.turn;

import dev.avataroperator.control.SessionReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many items of its playlist each session has spoken in this round, so that a moved one goes on
 * after them.
 */
public final class PlaylistProgress {
  private final Map<String, Spoken> bySession = new ConcurrentHashMap<>();

  private record Spoken(String playlistVersion, int items) {}

  /**
   * A list that repeats begins again with none; before a worker has taken its assignment (there is
   * no digest) it doesn't know where it begins.
   */
  public void heard(String uid, EffectiveSession settings, SessionReport report) {
    if (report.activity() != null && report.digest() != null) {
      bySession.put(uid, new Spoken(settings.playlistVersion(), report.activity().itemsFinished()));
    }
  }

  /** The item to begin with: the first one unless the same playlist was spoken in part. */
  public int firstItem(String uid, EffectiveSession settings) {
    var spoken = bySession.get(uid);
    return spoken != null && spoken.playlistVersion().equals(settings.playlistVersion())
        ? spoken.items()
        : 0;
  }

  public void forget(String uid) {
    bySession.remove(uid);
  }
}
