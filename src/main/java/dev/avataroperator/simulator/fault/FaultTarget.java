package dev.avataroperator.simulator.fault;

import dev.avataroperator.simulator.connection.Wire;
import java.time.Duration;

/** What a fault can do to a session. */
public interface FaultTarget {
  Wire wire();

  void confirmAfter(Duration delay);

  void close(int code, String reason);

  void error(String requestId, int code, String message);

  void fallSilent();

  void unpublish();

  void drop();
}
