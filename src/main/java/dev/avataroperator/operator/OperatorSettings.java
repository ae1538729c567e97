package dev.avataroperator.operator;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the operator was started with; without a broker only workers can drive a session. */
public record OperatorSettings(
    boolean allowInsecureEndpoints,
    Set<String> allowedWorkerHosts,
    Duration sessionTokenLife,
    Duration ingestTokenLife,
    Optional<BrokerAccess> broker) {

  public static OperatorSettings defaults() {
    return new OperatorSettings(
        false, Set.of(), Duration.ofHours(1), Duration.ofHours(24), Optional.empty());
  }
}
