package dev.avataroperator.soak;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a soak counted: everything that a promise is made about, and what puts it in scale. */
record Figures(
    Duration lasted,
    Tokens tokens,
    Sessions sessions,
    Speech speech,
    Map<String, List<Memory>> memory) {

  /** Session tokens that the avatar service was shown, and all credentials that were looked at. */
  record Tokens(
      long mints,
      long presentedExpired,
      long presentedTwice,
      long unknown,
      long credentialsFoundExpired) {}

  /** {@code notReady} is counted at the end; {@code forced} are the connections that were ended. */
  record Sessions(int total, int notReady, long forced, long connections, long duplicates) {}

  /** What the load clients pushed; {@code refused} are their dials that the worker didn't take. */
  record Speech(
      long seconds, long segments, long lostAndTold, long lostWithoutReport, long refused) {
    Speech plus(Speech other) {
      return new Speech(
          seconds + other.seconds,
          segments + other.segments,
          lostAndTold + other.lostAndTold,
          lostWithoutReport + other.lostWithoutReport,
          refused + other.refused);
    }
  }

  /** A process at one moment, in bytes; {@code live} is its heap right after a collection. */
  record Memory(double second, long resident, long live) {}
}
