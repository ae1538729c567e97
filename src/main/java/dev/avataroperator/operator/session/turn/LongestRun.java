package dev.avataroperator.operator.session.turn;

import dev.avataroperator.api.v1alpha1.AvatarServiceSpec;
import dev.avataroperator.api.v1alpha1.GoDuration;
import dev.avataroperator.rtc.RtcAccount;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a session may run: maxDuration, or what the service or the RTC vendor allows if that is
 * less.
 *
 * @param limit the least of them
 * @param why what ends the session then, for people
 * @param warning said beforehand, where it isn't maxDuration that ends it
 */
public record LongestRun(Duration limit, String why, Optional<String> warning) {
  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(6);

  public static LongestRun of(
      EffectiveSession settings, AvatarServiceSpec service, RtcAccount rtc) {
    var asked = settings.maxDuration();
    var run = new LongestRun(asked, "limits.maxDuration was reached.", Optional.empty());
    if (service.maxSessionDuration() != null) {
      var cap = GoDuration.parse(service.maxSessionDuration());
      run = run.atMost(cap, asked, "the AvatarService's maxSessionDuration");
    }
    return rtc.expiryRemoves()
        ? run.atMost(
            rtc.longestTokenLife().minus(BEFORE_EXPIRY), asked, "the longest life of an RTC token")
        : run;
  }

  private LongestRun atMost(Duration cap, Duration asked, String whose) {
    if (limit.compareTo(cap) <= 0) {
      return this;
    }
    return new LongestRun(
        cap,
        "The session had run for " + text(cap) + ", " + whose + ".",
        Optional.of(
            "The session will end after "
                + text(cap)
                + ", "
                + whose
                + ", although limits.maxDuration is "
                + text(asked)
                + "."));
  }

  /** For example 1h30m. */
  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
