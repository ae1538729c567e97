package dev.avataroperator.worker.service;

import dev.avataroperator.control.Assignment.SessionToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The single-use session tokens of one epoch: which are held and which have been presented. */
final class TokenLedger {
  private static final int REMEMBERED = 8;

  private final TreeSet<Long> used = new TreeSet<>();
  private List<SessionToken> held = List.of();

  /** Takes what the operator holds ready now; true if one is among it that wasn't before. */
  boolean hold(List<SessionToken> tokens) {
    var known = held.stream().map(SessionToken::generation).toList();
    var fresh = tokens.stream().map(SessionToken::generation).anyMatch(g -> !known.contains(g));
    held = List.copyOf(tokens);
    return fresh;
  }

  /** Takes the oldest unused token that hasn't expired and counts it as used. */
  Optional<SessionToken> take(Instant now) {
    var next =
        held.stream()
            .filter(token -> !used.contains(token.generation()))
            .filter(token -> token.expiresAt().isAfter(now))
            .min(Comparator.comparingLong(SessionToken::generation));
    next.ifPresent(token -> use(token.generation()));
    return next;
  }

  private void use(long generation) {
    used.add(generation);
    if (used.size() > REMEMBERED) {
      used.pollFirst();
    }
  }

  /** The service never saw it: it is still good. */
  void giveBack(SessionToken token) {
    used.remove(token.generation());
  }

  List<Long> usedGenerations() {
    return new ArrayList<>(used);
  }
}
