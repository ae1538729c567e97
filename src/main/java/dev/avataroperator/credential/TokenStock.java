package dev.avataroperator.credential;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The single-use session tokens that stand ready for a session, oldest first: as many unused ones
 * as it may need and, where there is a place left, the one in use. A token that is due is replaced
 * before it expires; while none can be minted, what is still good stays.
 *
 * @param problem why not all that is wanted could be minted
 */
public record TokenStock(List<Credential> tokens, Optional<MintException> problem) {
  public static final int PLACES = 2;

  /**
   * What a session needs now.
   *
   * @param used generations that were presented to the service
   * @param unused how many tokens must be ready; 0 when the session is to hold none
   * @param allAnew unused tokens are replaced although they are good
   */
  public record Demand(Set<Long> used, int unused, boolean allAnew, Instant now) {

    private boolean isFresh(Credential token) {
      return !allAnew && !isUsed(token) && !token.isDue(now);
    }

    private boolean isUsed(Credential token) {
      return used.contains(token.generation());
    }
  }

  /** Mints one token under a generation. */
  public interface Mint {
    Credential mint(long generation) throws MintException;
  }

  /** What is to stand there, given what does; generations follow the newest that ever was. */
  public static TokenStock refill(
      List<Credential> held, Demand demand, long newestEver, Mint mint) {
    if (demand.unused() == 0) {
      return new TokenStock(List.of(), Optional.empty());
    }
    var ready = new ArrayList<>(held.stream().filter(demand::isFresh).toList());
    var inUse = held.stream().filter(demand::isUsed).toList();
    var generation = newestEver;
    try {
      while (ready.size() < demand.unused() || ready.size() + inUse.size() < PLACES) {
        ready.add(mint.mint(++generation));
      }
      return new TokenStock(newest(ready, inUse), Optional.empty());
    } catch (MintException e) {
      return new TokenStock(newest(ready, held), Optional.of(e));
    }
  }

  /** Nothing may be minted now: what stands there stays. */
  public static TokenStock unfilled(List<Credential> held, Demand demand, MintException why) {
    var enough = held.stream().filter(demand::isFresh).count() >= demand.unused();
    var isFull = enough && held.size() >= PLACES;
    return new TokenStock(held, isFull ? Optional.empty() : Optional.of(why));
  }

  /** All of the first as far as there is place, then the newest of the others. */
  private static List<Credential> newest(List<Credential> first, List<Credential> others) {
    var oldestFirst = Comparator.comparingLong(Credential::generation);
    return Stream.concat(
            first.stream().sorted(oldestFirst.reversed()),
            others.stream().filter(token -> !first.contains(token)).sorted(oldestFirst.reversed()))
        .limit(PLACES)
        .sorted(oldestFirst)
        .toList();
  }
}
