package dev.avataroperator.soak;

import dev.avataroperator.soak.Figures.Memory;
import java.util.List;
import java.util.function.ToLongFunction;

/** A soak's result as people read it. */
final class Table {
  private static final double MIB = 1 << 20;

  private final StringBuilder text = new StringBuilder();

  static String of(Figures figures, Verdict verdict) {
    var table = new Table();
    var sessions = figures.sessions();
    table.row("lasted", figures.lasted().toSeconds() + " s, " + sessions.total() + " sessions");
    table.tokens(figures.tokens());
    table.row("sessions not Ready at the end", sessions.notReady());
    table.row("connections ended by force", sessions.forced());
    table.row("connections confirmed", sessions.connections());
    table.row("avatars twice in a room", sessions.duplicates());
    table.speech(figures.speech());
    figures.memory().forEach(table::memory);
    table.row("promises broken", verdict.isGood() ? "none" : verdict.broken().size());
    verdict.broken().forEach(promise -> table.row("  BROKEN", promise));
    return table.text.toString();
  }

  private void tokens(Figures.Tokens tokens) {
    row("session tokens minted", tokens.mints());
    row("expired tokens used", tokens.presentedExpired());
    row("tokens used twice", tokens.presentedTwice());
    row("tokens used that nobody minted", tokens.unknown());
    row("credentials found expired", tokens.credentialsFoundExpired());
  }

  private void speech(Figures.Speech speech) {
    row(
        "speech that clients pushed",
        speech.seconds() + " s in " + speech.segments() + " segments");
    row("segments lost and reported", speech.lostAndTold());
    row("segments lost without a report", speech.lostWithoutReport());
    row("dials of clients refused", speech.refused());
  }

  private void memory(String role, List<Memory> samples) {
    row(role + ", live heap", growth(samples, Memory::live));
    row(role + ", resident", growth(samples, Memory::resident));
  }

  private static String growth(List<Memory> samples, ToLongFunction<Memory> bytes) {
    var all = samples.stream().map(bytes::applyAsLong).toList();
    var growth = Growth.of(all);
    return "%.1f -> %.1f MiB; medians %+.1f%%, line %+.1f%%: %s"
        .formatted(
            all.get(0) / MIB,
            all.get(all.size() - 1) / MIB,
            100 * growth.ofMedians(),
            100 * growth.ofLine(),
            growth.isFlat() ? "flat" : "grows");
  }

  private void row(String what, Object value) {
    text.append("%-32s %s%n".formatted(what, value));
  }
}
