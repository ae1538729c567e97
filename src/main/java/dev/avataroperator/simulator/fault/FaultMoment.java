package dev.avataroperator.simulator.fault;

/** Instead of the confirm, after that many audio messages, or that long after the confirm. */
public record FaultMoment(Boolean handshake, Integer messages, Integer ms) {
  static final FaultMoment HANDSHAKE = new FaultMoment(true, null, null);
  static final FaultMoment AT_ONCE = new FaultMoment(null, null, 0);

  public FaultMoment {
    var given = (handshake == null ? 0 : 1) + (messages == null ? 0 : 1);
    if (given + (ms == null ? 0 : 1) != 1 || Boolean.FALSE.equals(handshake)) {
      throw new IllegalArgumentException(
          "when takes one of \"handshake\":true, messages, ms (since the confirm)");
    }
    if (messages != null) {
      Fault.requireWithin("messages", messages, 1, 1_000_000);
    }
    if (ms != null) {
      Fault.requireWithin("ms", ms, 0, 86_400_000);
    }
  }

  static FaultMoment orAtOnce(FaultMoment when) {
    return when == null ? AT_ONCE : when;
  }

  public boolean atHandshake() {
    return handshake != null;
  }
}
