package dev.avataroperator.operator.session.room;

import dev.avataroperator.operator.rooms.RoomRounds;
import dev.avataroperator.operator.session.source.SessionSources;
import java.util.function.BooleanSupplier;

/** Goes round the rooms of all RtcProviders, once all sessions are known. */
public final class ProviderRounds {
  private final SessionSources sources;
  private final RtcAccounts accounts;
  private final RoomRounds rounds;
  private final BooleanSupplier knowsAll;

  /**
   * @param knowsAll whether a session that isn't in the caches doesn't exist
   */
  public ProviderRounds(SessionSources sources, RoomRounds rounds, BooleanSupplier knowsAll) {
    this.sources = sources;
    this.accounts = new RtcAccounts(sources);
    this.rounds = rounds;
    this.knowsAll = knowsAll;
  }

  /** A part of them, the next time the part that follows. */
  public void round() {
    if (knowsAll.getAsBoolean()) {
      rounds.go(
          sources.providers().flatMap(provider -> accounts.room(provider, "").stream()).toList());
    }
  }
}
