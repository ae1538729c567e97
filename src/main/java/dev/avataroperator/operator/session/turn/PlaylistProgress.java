package dev.avataroperator.operator.session.turn;

import dev.avataroperator.control.SessionReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many items of its playlist each session has spoken, so that a moved one goes on after them.
 */
public final class PlaylistProgress {
  private final Map<String, Spoken> bySession = new ConcurrentHashMap<>();

  private record Spoken(String playlistVersion, int items) {}

  public void heard(String uid, EffectiveSession settings, SessionReport report) {
    if (report.activity() != null && report.activity().itemsFinished() > 0) {
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
