package dev.avataroperator.simulator.fault;

import java.time.Duration;

/** Something that goes wrong in a driving session. */
public sealed interface SessionFault extends Fault {

  /** Null: every new session. */
  FaultMatch match();

  /** When it strikes; null: at the confirm for its own kinds, else right after the confirm. */
  default FaultMoment when() {
    return FaultMoment.HANDSHAKE;
  }

  void strike(FaultTarget session);

  default boolean forOpenSessions() {
    return match() != null && match().forOpenSessions();
  }

  default boolean strikesNew(String avatarId) {
    return match() == null || match().avatarId() == null || match().avatarId().equals(avatarId);
  }

  /** The confirm comes late. */
  record ConfirmDelay(Integer times, FaultMatch match, Integer ms) implements SessionFault {
    public ConfirmDelay {
      times = Fault.timesOrOnce(times);
      Fault.requireWithin("ms", ms, 1, 600_000);
    }

    @Override
    public void strike(FaultTarget session) {
      session.confirmAfter(Duration.ofMillis(ms));
    }
  }

  /** The confirm never comes. */
  record ConfirmSwallow(Integer times, FaultMatch match) implements SessionFault {
    public ConfirmSwallow {
      times = Fault.timesOrOnce(times);
    }

    @Override
    public void strike(FaultTarget session) {
      // Nothing is said in place of the confirm.
    }
  }

  /** The service closes the socket. */
  record Close(Integer times, FaultMatch match, FaultMoment when, Integer code, String reason)
      implements SessionFault {
    public Close {
      times = Fault.timesOrOnce(times);
      when = FaultMoment.orAtOnce(when);
      reason = reason == null ? "fault" : reason;
      Fault.requireWithin("code", code, 1000, 4999);
      if ((code > 1003 && code < 1007) || (code > 1014 && code < 3000)) {
        throw new IllegalArgumentException("code " + code + " can't be sent in a close frame");
      }
      if (reason.length() > 100) {
        throw new IllegalArgumentException("reason is longer than 100 characters");
      }
    }

    @Override
    public void strike(FaultTarget session) {
      session.close(code, reason);
    }
  }

  /** The service reports an error; it goes on, except at the handshake. */
  record ServerError(
      Integer times,
      FaultMatch match,
      FaultMoment when,
      Integer code,
      String message,
      String requestId)
      implements SessionFault {
    public ServerError {
      times = Fault.timesOrOnce(times);
      when = FaultMoment.orAtOnce(when);
      message = message == null ? "fault" : message;
      requestId = requestId == null ? "" : requestId;
      Fault.requireWithin("code", code, 0, Integer.MAX_VALUE);
    }

    @Override
    public void strike(FaultTarget session) {
      session.error(requestId, code, message);
    }
  }

  /** No answers any more; the connection stays. */
  record Silent(Integer times, FaultMatch match, FaultMoment when) implements SessionFault {
    public Silent {
      times = Fault.timesOrOnce(times);
      when = FaultMoment.orAtOnce(when);
      if (when.atHandshake()) {
        throw new IllegalArgumentException("silent at the handshake is confirmSwallow");
      }
    }

    @Override
    public void strike(FaultTarget session) {
      session.fallSilent();
    }
  }

  /** What publishes into the room is gone, as if it had been killed; the service says nothing. */
  record Unpublish(Integer times, FaultMatch match, FaultMoment when) implements SessionFault {
    public Unpublish {
      times = Fault.timesOrOnce(times);
      when = FaultMoment.orAtOnce(when);
      if (when.atHandshake()) {
        throw new IllegalArgumentException("nothing is published yet at the handshake");
      }
    }

    @Override
    public void strike(FaultTarget session) {
      session.unpublish();
    }
  }

  /** The TCP connection ends without a close frame. */
  record Drop(Integer times, FaultMatch match, FaultMoment when) implements SessionFault {
    public Drop {
      times = Fault.timesOrOnce(times);
      when = FaultMoment.orAtOnce(when);
    }

    @Override
    public void strike(FaultTarget session) {
      session.drop();
    }
  }

  /** A frame that doesn't belong there. */
  record Frame(Integer times, FaultMatch match, FaultMoment when, StrayFrame frame)
      implements SessionFault {
    public Frame {
      times = Fault.timesOrOnce(times);
      when = FaultMoment.orAtOnce(when);
      if (frame == null) {
        throw new IllegalArgumentException("frame is missing");
      }
    }

    @Override
    public void strike(FaultTarget session) {
      frame.send(session);
    }
  }
}
