package dev.avataroperator.simulator.session;

import dev.avataroperator.simulator.account.Account;
import dev.avataroperator.simulator.fault.ArmedFaults;
import dev.avataroperator.simulator.publish.Publishers;
import dev.avataroperator.simulator.record.AudioShelf;
import dev.avataroperator.simulator.settings.SimulatorSettings;
import dev.avataroperator.simulator.settings.Sources;

/** What the listeners on all event loops share. */
public record ServiceState(
    Account account,
    SessionBook sessions,
    ArmedFaults faults,
    AudioShelf shelf,
    Publishers publishers) {

  public static ServiceState of(SimulatorSettings settings, Sources sources) {
    var account = Account.of(settings, sources);
    return new ServiceState(
        account,
        new SessionBook(settings, account.counters()),
        new ArmedFaults(),
        new AudioShelf(settings.keptAudioBytes()),
        new Publishers(settings.publishing(), sources.nanoTime()));
  }
}
