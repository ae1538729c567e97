package dev.avataroperator.simulator;

import java.time.Duration;

/** What a fault can do to a session. */
interface FaultTarget {
  Wire wire();

  void confirmAfter(Duration delay);

  void close(int code, String reason);

  void error(String requestId, int code, String message);

  void fallSilent();

  void drop();
}
