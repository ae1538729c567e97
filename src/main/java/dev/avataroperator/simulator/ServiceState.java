package dev.avataroperator.simulator;

/** What the listeners on all event loops share. */
record ServiceState(
    SimulatorSettings settings,
    Sources sources,
    ApiKeyCheck apiKey,
    SessionTokens tokens,
    Seats seats,
    Counters counters,
    SessionBook sessions) {

  static ServiceState of(SimulatorSettings settings, Sources sources) {
    var counters = new Counters();
    return new ServiceState(
        settings,
        sources,
        new ApiKeyCheck(settings.apiKey()),
        new SessionTokens(sources),
        new Seats(settings.quota()),
        counters,
        new SessionBook(settings, counters));
  }
}
