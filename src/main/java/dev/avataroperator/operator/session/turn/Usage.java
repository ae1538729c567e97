package dev.avataroperator.operator.session.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.avataroperator.api.v1alpha1.AvatarSessionStatus.UsageStatus;
import dev.avataroperator.control.SessionReport;
import java.util.Optional;

/** Counters over all epochs: what was before the present one, and what its worker reports. */
public final class Usage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Usage() {}

  /** For the annotation that keeps what was before an epoch; null when nothing was. */
  public static String write(Optional<UsageStatus> usage) {
    try {
      return usage.isEmpty() ? null : JSON.writeValueAsString(usage.get());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static UsageStatus total(String before, SessionReport.Usage now) {
    var old = read(before);
    return new UsageStatus(
        round(old.audioSeconds() + now.audioSeconds()),
        old.segments() + now.segments(),
        old.interrupts() + now.interrupts(),
        old.reconnects() + now.reconnects(),
        round(old.sessionSeconds() + now.sessionSeconds()));
  }

  private static UsageStatus read(String json) {
    var none = new UsageStatus(0.0, 0L, 0L, 0L, 0.0);
    if (json == null) {
      return none;
    }
    try {
      return JSON.readValue(json, UsageStatus.class);
    } catch (JsonProcessingException e) {
      return none;
    }
  }

  private static double round(double seconds) {
    return Math.round(seconds * 10) / 10.0;
  }
}
