package dev.avataroperator.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Spoils a token call: waits, then drops the connection, answers with the status and body, or, with
 * neither, lets the call go on.
 */
public record TokenFault(
    Integer times, Integer status, JsonNode body, Integer delayMs, Boolean drop) implements Fault {
  private static final int LONGEST_MS = 600_000;

  public TokenFault {
    times = Fault.timesOrOnce(times);
    delayMs = delayMs == null ? 0 : delayMs;
    drop = drop != null && drop;
    Fault.requireWithin("delayMs", delayMs, 0, LONGEST_MS);
    if (status != null) {
      Fault.requireWithin("status", status, 200, 599);
    } else if (delayMs == 0 && !drop) {
      throw new IllegalArgumentException("give status, delayMs or drop");
    }
  }

  public String bodyText() {
    return FaultBody.text(status, body);
  }
}
