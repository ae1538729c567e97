package dev.avataroperator.operator;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Replaces the metrics of the operator SDK, whose series carry the names of resources and so have
 * no bound.
 */
public class OperatorMetrics {

  @Produces
  @Singleton
  Metrics none() {
    return Metrics.NOOP;
  }
}
