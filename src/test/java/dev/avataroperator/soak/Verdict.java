package dev.avataroperator.soak;

import dev.avataroperator.soak.Figures.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The promises that a soak checks, and which of them were broken. */
record Verdict(List<String> broken) {
  /** A young JVM's resident memory grows until its heap has found its size. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  static Verdict of(Figures figures) {
    var broken = new ArrayList<String>();
    var tokens = figures.tokens();
    none(broken, tokens.presentedExpired(), "expired session tokens were used");
    none(broken, tokens.presentedTwice(), "session tokens were used twice");
    none(broken, tokens.unknown(), "session tokens were used that were never minted");
    none(broken, tokens.credentialsFoundExpired(), "credentials were found expired");
    none(broken, figures.sessions().notReady(), "sessions aren't Ready at the end");
    none(broken, figures.sessions().duplicates(), "avatars stood twice in a room");
    none(broken, figures.speech().lostWithoutReport(), "segments were lost without a report");
    none(broken, figures.speech().refused(), "dials of load clients were refused");
    atWork(broken, figures);
    figures.memory().forEach((role, samples) -> memory(broken, figures, role, samples));
    return new Verdict(List.copyOf(broken));
  }

  boolean isGood() {
    return broken.isEmpty();
  }

  /** A soak in which nothing happened proves nothing. */
  private static void atWork(List<String> broken, Figures figures) {
    if (figures.sessions().forced() == 0) {
      broken.add("no connection was ended: nothing was proved");
    }
    if (figures.sessions().connections() < figures.sessions().forced()) {
      broken.add("fewer connections than were ended: sessions don't come back");
    }
    if (figures.speech().segments() == 0) {
      broken.add("nothing was spoken: nothing was proved");
    }
  }

  private static void memory(
      List<String> broken, Figures figures, String role, List<Memory> samples) {
    check(broken, role + "'s live heap", samples.stream().map(Memory::live).toList());
    if (figures.lasted().compareTo(SETTLED) >= 0) {
      check(broken, role + "'s resident memory", samples.stream().map(Memory::resident).toList());
    }
  }

  private static void check(List<String> broken, String what, List<Long> bytes) {
    if (!Growth.of(bytes).isFlat()) {
      broken.add(what + " grows");
    }
  }

  private static void none(List<String> broken, long count, String what) {
    if (count != 0) {
      broken.add(count + " " + what);
    }
  }
}
