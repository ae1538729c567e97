package dev.avataroperator.api.v1alpha1;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Durations as Kubernetes writes them: {@code 1h30m}, {@code 90s}, {@code 500ms}. */
public final class GoDuration {
  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("(" + PART.pattern() + ")+");

  private GoDuration() {}

  /** Throws IllegalArgumentException that says what to write instead. */
  public static Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" isn't a duration: write for example 90s, 1h30m or 500ms.");
    }
    var parts = PART.matcher(text);
    double millis = 0;
    while (parts.find()) {
      millis += Double.parseDouble(parts.group(1)) * unitMillis(parts.group(2));
    }
    return Duration.ofMillis(Math.round(millis));
  }

  /** Whole seconds, or milliseconds below 10 s: {@code 120ms}, {@code 2s}, {@code 12.5s}. */
  public static String format(Duration duration) {
    var millis = duration.toMillis();
    return millis < 10_000 && (millis % 1_000 != 0 || millis == 0)
        ? millis + "ms"
        : String.format(Locale.ROOT, "%.1fs", millis / 1000.0).replace(".0s", "s");
  }

  private static long unitMillis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      default -> 3_600_000;
    };
  }
}
