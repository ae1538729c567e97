package dev.avataroperator.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A session's tokens on a movable clock: the real stock, plan, ledger and gate, between a service
 * with a clock of its own that may be away, and a worker that uses tokens up. The Secret is all
 * that survives a restart of the operator.
 */
final class TokenLife {
  private static final List<String> KEYS = List.of("session-token", "session-token-spare");

  private final Map<String, Instant> atService = new HashMap<>();
  private final Set<String> redeemed = new HashSet<>();
  private final Set<Long> used = new HashSet<>();
  private final Map<String, String> secret = new HashMap<>();
  private final List<Instant> attempts = new ArrayList<>();
  private final Duration life;
  private final Duration skew;
  private final Random random;
  private String ledger;
  private MintGate gate;
  private RenewalPlan plan;
  private List<Credential> atWorker = List.of();
  private boolean consoleIsUp = true;
  private long minted;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  TokenLife(Duration life, Duration skew, Random random) {
    this.life = life;
    this.skew = skew;
    this.random = random;
    restart();
    turn(false);
  }

  Instant now() {
    return now;
  }

  long minted() {
    return minted;
  }

  List<Instant> attempts() {
    return attempts;
  }

  List<Credential> atWorker() {
    return atWorker;
  }

  void console(boolean up) {
    consoleIsUp = up;
  }

  /** What was remembered outside of the Secret is gone. */
  void restart() {
    gate = new MintGate(new Backoff(random));
    plan = new RenewalPlan(random);
  }

  /** The operator wakes up at every time that it asked for until then. */
  void operateUntil(Instant end) {
    for (var next = nextTurn(); next.isBefore(end); next = nextTurn()) {
      now = next.isAfter(now) ? next : now.plusMillis(1);
      turn(false);
    }
    now = end;
  }

  /** Nobody renews anything until then. */
  void awayUntil(Instant end) {
    now = end;
    restart();
    turn(false);
  }

  void rotate() {
    turn(true);
  }

  /** The worker connects with its oldest good token; the service accepts a token once, in time. */
  void connect() {
    var token =
        atWorker.stream()
            .filter(held -> !used.contains(held.generation()) && held.expiresAt().isAfter(now))
            .findFirst();
    assertThat(token).as("a token to connect with at %s", now).isPresent();
    var text = token.get().value().reveal();
    assertThat(redeemed.add(text)).as("used for the first time").isTrue();
    assertThat(atService.get(text)).as("expiry at the service").isAfter(now.plus(skew));
    used.add(token.get().generation());
    turn(false);
  }

  private Instant nextTurn() {
    var due =
        atWorker.stream()
            .filter(token -> !used.contains(token.generation()))
            .map(Credential::renewAt)
            .min(Instant::compareTo)
            .orElse(now);
    return gate.opensAt("uid").filter(due::isBefore).orElse(due);
  }

  private void turn(boolean anew) {
    var read = Ledger.read(ledger);
    var held =
        KEYS.stream()
            .map(key -> read.find(key, text(secret.get(key))))
            .flatMap(Optional::stream)
            .toList();
    var demand = new TokenStock.Demand(used, used.isEmpty() ? 2 : 1, anew, now);
    var shut = gate.whyShut("uid", "key", now);
    var stock =
        shut.map(why -> TokenStock.unfilled(held, demand, why))
            .orElseGet(
                () -> TokenStock.refill(held, demand, read.newestGeneration(KEYS), this::mint));
    if (shut.isEmpty()) {
      stock
          .problem()
          .ifPresentOrElse(why -> gate.failed("uid", "key", now, why), () -> gate.succeeded("uid"));
    }
    write(stock.tokens());
  }

  private void write(List<Credential> tokens) {
    var fresh = Ledger.read(null);
    secret.clear();
    for (int i = 0; i < tokens.size(); i++) {
      fresh.put(KEYS.get(i), tokens.get(i));
      secret.put(KEYS.get(i), tokens.get(i).value().reveal());
    }
    ledger = fresh.write();
    atWorker = tokens;
  }

  private Credential mint(long generation) throws MintException {
    attempts.add(now);
    if (!consoleIsUp) {
      throw new MintException(FailureCode.ServiceUnavailable, true, "away");
    }
    assertThat(generation).as("generations rise by one").isEqualTo(++minted);
    var text = "token-" + generation;
    var until = now.plus(life);
    atService.put(text, until);
    return plan.issue(SecretText.of(text), generation, now, until);
  }

  private static SecretText text(String value) {
    return value == null ? null : SecretText.of(value);
  }
}
