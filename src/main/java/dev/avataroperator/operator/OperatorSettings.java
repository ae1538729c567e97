package dev.avataroperator.operator;

import java.time.Duration;
import java.util.Set;

/** What the operator was started with. */
public record OperatorSettings(
    boolean allowInsecureEndpoints,
    Set<String> allowedWorkerHosts,
    Duration sessionTokenLife,
    Duration ingestTokenLife) {

  public static OperatorSettings defaults() {
    return new OperatorSettings(false, Set.of(), Duration.ofHours(1), Duration.ofHours(24));
  }
}
