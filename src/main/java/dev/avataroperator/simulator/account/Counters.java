package dev.avataroperator.simulator.account;

import dev.avataroperator.simulator.account.SessionTokens.Verdict;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What happened since the start, as {@code GET /sim/stats} shows it. */
public final class Counters {
  private final Map<String, Long> tokenCallsRefused = new TreeMap<>();
  private final Map<String, Long> upgradesRefused = new TreeMap<>();
  private final Map<String, Long> tokensRefused = new TreeMap<>();
  private long mints;
  private long upgrades;
  private long confirms;
  private long duplicates;

  Counters() {
    tokensRefused.put("used", 0L);
    tokensRefused.put("expired", 0L);
    tokensRefused.put("unknown", 0L);
  }

  synchronized void minted() {
    mints++;
  }

  synchronized void tokenCallRefused(int status) {
    tokenCallsRefused.merge(Integer.toString(status), 1L, Long::sum);
  }

  public synchronized void upgraded() {
    upgrades++;
  }

  public synchronized void upgradeRefused(int status) {
    upgradesRefused.merge(Integer.toString(status), 1L, Long::sum);
  }

  public synchronized void tokenRefused(Verdict verdict) {
    tokensRefused.merge(verdict.name().toLowerCase(), 1L, Long::sum);
  }

  public synchronized void confirmed() {
    confirms++;
  }

  public synchronized void duplicate() {
    duplicates++;
  }

  public synchronized JsonObject toJson() {
    return new JsonObject()
        .put("mints", mints)
        .put("tokenCallsRefused", copy(tokenCallsRefused))
        .put("tokensRefused", copy(tokensRefused))
        .put("upgrades", upgrades)
        .put("upgradesRefused", copy(upgradesRefused))
        .put("confirms", confirms)
        .put("duplicates", duplicates);
  }

  private static JsonObject copy(Map<String, Long> counts) {
    return new JsonObject(new TreeMap<>(counts));
  }
}
