package dev.avataroperator.gateway;

import java.time.Duration;
import java.time.Instant;

/**
 * How often one session may ask: ten times at once, then every two seconds. A driver that
 * reconnects in a tight loop would otherwise use up the account's calls for everybody.
 */
final class CallLimit {
  private static final int MOST = 10;
  private static final Duration PER_CALL = Duration.ofSeconds(2);

  private Instant usedUpTo = Instant.EPOCH;

  /** Counts the call; false when it is one too many. */
  synchronized boolean take(Instant now) {
    var from = usedUpTo.isAfter(now) ? usedUpTo : now;
    var until = from.plus(PER_CALL);
    if (until.isAfter(now.plus(PER_CALL.multipliedBy(MOST)))) {
      return false;
    }
    usedUpTo = until;
    return true;
  }
}
