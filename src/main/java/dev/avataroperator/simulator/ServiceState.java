package dev.avataroperator.simulator;

/** What the listeners on all event loops share. */
record ServiceState(
    SimulatorSettings settings,
    Sources sources,
    SessionTokens tokens,
    Seats seats,
    Counters counters,
    SessionBook sessions,
    ArmedFaults faults,
    AudioShelf shelf) {

  static ServiceState of(SimulatorSettings settings, Sources sources) {
    var counters = new Counters();
    return new ServiceState(
        settings,
        sources,
        new SessionTokens(sources),
        new Seats(settings.quota()),
        counters,
        new SessionBook(settings, counters),
        new ArmedFaults(),
        new AudioShelf(settings.keptAudioBytes()));
  }
}
