package dev.avataroperator.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Refuses an upgrade with a status, before the token is looked at or used up, or, with {@code
 * hang}, never answers it.
 */
public record UpgradeFault(
    Integer times, String avatarId, Integer status, JsonNode body, Boolean hang) implements Fault {

  public UpgradeFault {
    times = Fault.timesOrOnce(times);
    hang = hang != null && hang;
    if (!hang) {
      Fault.requireWithin("status", status, 400, 599);
    }
  }

  public String bodyText() {
    return FaultBody.text(status, body);
  }

  boolean strikes(String avatar) {
    return avatarId == null || avatarId.equals(avatar);
  }
}
