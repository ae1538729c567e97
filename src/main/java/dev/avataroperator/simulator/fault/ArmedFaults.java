package dev.avataroperator.simulator.fault;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that wait for a call or a session; the oldest of a kind strikes first. */
public final class ArmedFaults {
  private static final int MOST = 1000;

  private final List<Armed> armed = new ArrayList<>();

  public synchronized void arm(Fault fault) {
    if (armed.size() >= MOST) {
      throw new IllegalArgumentException(MOST + " faults are armed; DELETE /sim/faults first");
    }
    armed.add(new Armed(fault));
  }

  public synchronized void clear() {
    armed.clear();
  }

  public synchronized List<Armed> list() {
    return armed.stream().map(one -> new Armed(one.fault, one.left)).toList();
  }

  public synchronized Optional<TokenFault> forTokenCall() {
    return first(TokenFault.class, fault -> true);
  }

  public synchronized Optional<UpgradeFault> forUpgrade(String avatarId) {
    return first(UpgradeFault.class, fault -> fault.strikes(avatarId));
  }

  /** One of each kind at most, so that two of a kind strike two sessions in turn. */
  public synchronized List<SessionFault> forSession(String avatarId) {
    var kinds = new HashSet<Class<?>>();
    var struck = new ArrayList<SessionFault>();
    for (var one : List.copyOf(armed)) {
      if (one.fault instanceof SessionFault fault
          && fault.strikesNew(avatarId)
          && kinds.add(fault.getClass())) {
        use(one);
        struck.add(fault);
      }
    }
    return struck;
  }

  private <T extends Fault> Optional<T> first(Class<T> kind, Predicate<T> strikes) {
    for (var one : armed) {
      if (kind.isInstance(one.fault) && strikes.test(kind.cast(one.fault))) {
        use(one);
        return Optional.of(kind.cast(one.fault));
      }
    }
    return Optional.empty();
  }

  private void use(Armed one) {
    if (one.fault.times() > 0 && --one.left == 0) {
      armed.remove(one);
    }
  }

  /** A fault and how often it will still strike. */
  public static final class Armed {
    private final Fault fault;
    private int left;

    private Armed(Fault fault) {
      this(fault, fault.times());
    }

    private Armed(Fault fault, int left) {
      this.fault = fault;
      this.left = left;
    }

    public Fault fault() {
      return fault;
    }

    /** 0 for one that stays until it is cleared. */
    public int left() {
      return left;
    }
  }
}
