package dev.avataroperator.rtc;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Why LiveKit's API refused a call, for people. Its own answer isn't passed on, since it quotes the
 * token of the call.
 */
final class LiveKitRefusal {
  private static final Duration NOTABLE = Duration.ofMinutes(1);

  private LiveKitRefusal() {}

  /**
   * To follow the name of the API.
   *
   * @param answer the body of a 401 or 403
   * @param date of the answer, as HTTP writes it; null where it has none
   */
  static String of(String answer, String date, Instant now) {
    if (answer.contains("token is expired")) {
      return clocks("takes a token that was made just now for expired", date, now);
    }
    if (answer.contains("token is not valid yet")) {
      return clocks("takes a token that was made just now for one of the future", date, now);
    }
    if (answer.contains("invalid API key")) {
      return "doesn't know the API key: check api-key in the Secret.";
    }
    if (answer.contains("signature is invalid")) {
      return "refuses the API key: api-secret in the Secret isn't the one that belongs to api-key.";
    }
    return "refuses the API key: check api-key and api-secret in the Secret, and that the clocks"
        + " agree.";
  }

  private static String clocks(String what, String date, Instant now) {
    return what
        + ": set the clocks of LiveKit and of the operator, which differ"
        + difference(date, now)
        + ".";
  }

  private static String difference(String date, Instant now) {
    if (date == null) {
      return "";
    }
    try {
      var there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var ahead = Duration.between(now, there);
      return ahead.abs().compareTo(NOTABLE) < 0
          ? ""
          : " (LiveKit's is "
              + ahead.abs().toMinutes()
              + " min "
              + (ahead.isNegative() ? "behind)" : "ahead)");
    } catch (DateTimeException e) {
      return "";
    }
  }
}
