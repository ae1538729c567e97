package dev.avataroperator.simulator.session;

import dev.avataroperator.simulator.fault.FaultTarget;
import dev.avataroperator.simulator.fault.SessionFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The faults of one session, each struck once. Used on the session's event loop only. */
final class SessionFaults {
  private final FaultTarget session;
  private final Timers timers;
  private final List<SessionFault> waiting = new ArrayList<>();
  private final List<Countdown> countdowns = new ArrayList<>();

  SessionFaults(List<SessionFault> faults, FaultTarget session, Timers timers) {
    this.waiting.addAll(faults);
    this.session = session;
    this.timers = timers;
  }

  /** Strikes in place of the confirm; false when nothing does. */
  boolean strikeHandshake() {
    var now = waiting.stream().filter(fault -> fault.when().atHandshake()).toList();
    waiting.removeAll(now);
    now.forEach(fault -> fault.strike(session));
    return !now.isEmpty();
  }

  void confirmed() {
    waiting.forEach(this::start);
    waiting.clear();
  }

  /** For a session that is open already: its moment counts from now. */
  void start(SessionFault fault) {
    var when = fault.when();
    if (when.messages() != null) {
      countdowns.add(new Countdown(fault, when.messages()));
    } else if (when.ms() != null && when.ms() > 0) {
      timers.after(Duration.ofMillis(when.ms()), () -> fault.strike(session));
    } else {
      fault.strike(session);
    }
  }

  void audioMessage() {
    for (var countdown : List.copyOf(countdowns)) {
      if (--countdown.left == 0) {
        countdowns.remove(countdown);
        countdown.fault.strike(session);
      }
    }
  }

  private static final class Countdown {
    private final SessionFault fault;
    private int left;

    private Countdown(SessionFault fault, int left) {
      this.fault = fault;
      this.left = left;
    }
  }
}
