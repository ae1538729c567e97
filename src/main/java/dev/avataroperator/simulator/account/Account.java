package dev.avataroperator.simulator.account;

import dev.avataroperator.simulator.settings.SimulatorSettings;
import dev.avataroperator.simulator.settings.Sources;

/** The simulated account: its settings, the tokens it handed out, its quota and its counters. */
public record Account(
    SimulatorSettings settings,
    Sources sources,
    SessionTokens tokens,
    Seats seats,
    Counters counters) {

  public static Account of(SimulatorSettings settings, Sources sources) {
    return new Account(
        settings, sources, new SessionTokens(sources), new Seats(settings.quota()), new Counters());
  }
}
