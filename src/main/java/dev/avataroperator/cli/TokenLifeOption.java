package dev.avataroperator.cli;

import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/**
 * How long tokens live: long enough to be renewed in time on a busy machine, short enough to be
 * worth little when they leak.
 */
final class TokenLifeOption extends DurationOption {
  private static final Duration LEAST = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofHours(24);

  @Override
  public Duration convert(String text) {
    var life = super.convert(text);
    if (life.compareTo(LEAST) < 0 || life.compareTo(MOST) > 0) {
      throw new TypeConversionException("must be from 30s to 24h, not " + text);
    }
    return life;
  }
}
