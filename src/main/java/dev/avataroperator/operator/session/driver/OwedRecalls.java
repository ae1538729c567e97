package dev.avataroperator.operator.session.driver;

import dev.avataroperator.credential.Backoff;
import dev.avataroperator.rtc.RtcCallException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Agents of sessions that are gone, who couldn't be called back in time: tried again until they
 * are, or until what they were given has expired. Held in memory alone.
 */
final class OwedRecalls {
  private static final Logger LOG = Logger.getLogger(OwedRecalls.class);
  private static final int MOST = 1_000;

  /** As long as a broker key and the plugin's own token for the room are good. */
  private static final Duration LIFE = Duration.ofHours(24);

  private final Map<String, Instant> until = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer;
  private final Backoff backoff;
  private final Clock clock;

  /** Calls an agent back; blocks for the time of a few calls. */
  interface Attempt {
    void run() throws RtcCallException;
  }

  OwedRecalls(ScheduledExecutorService timer, Backoff backoff, Clock clock) {
    this.timer = timer;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** False where too many are owed already. */
  boolean owe(String uid, String label, Attempt attempt) {
    if (until.size() >= MOST) {
      return false;
    }
    if (until.put(uid, clock.instant().plus(LIFE)) == null) {
      later(uid, label, attempt, 1);
    }
    return true;
  }

  int size() {
    return until.size();
  }

  private void later(String uid, String label, Attempt attempt, int tries) {
    timer.schedule(
        () -> attempt(uid, label, attempt, tries),
        backoff.after(tries).toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void attempt(String uid, String label, Attempt attempt, int tries) {
    try {
      attempt.run();
      until.remove(uid);
      LOG.infof("%s: the agent of a session that is gone was called back", label);
    } catch (RtcCallException | RuntimeException e) {
      if (clock.instant().isBefore(until.get(uid))) {
        later(uid, label, attempt, tries + 1);
      } else {
        until.remove(uid);
        LOG.warnf("%s: its agent wasn't called back in a day: %s", label, e.getMessage());
      }
    }
  }
}
