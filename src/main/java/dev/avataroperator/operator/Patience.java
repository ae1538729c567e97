package dev.avataroperator.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is applied together comes in any order: for five seconds after its creation nobody is called
 * because of what a resource refers to.
 */
public final class Patience {
  private static final Duration LENGTH = Duration.ofSeconds(5);

  private Patience() {}

  /** What is left of it; empty when it is over. */
  public static Optional<Duration> left(HasMetadata resource, Instant now) {
    var end = Instant.parse(resource.getMetadata().getCreationTimestamp()).plus(LENGTH);
    return Optional.of(Duration.between(now, end))
        .filter(left -> left.compareTo(Duration.ZERO) > 0);
  }
}
