package dev.avataroperator.egress;

import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.egress.EgressFailure.DurationCap;
import dev.avataroperator.egress.EgressFailure.EndedNormally;
import dev.avataroperator.egress.EgressFailure.Outage;
import dev.avataroperator.egress.EgressFailure.OverQuota;
import dev.avataroperator.egress.EgressFailure.Rejected;
import dev.avataroperator.egress.EgressFailure.TokenRefused;
import java.util.Locale;
import java.util.stream.Stream;

/** Codes that tell whether to connect again: not after 4000 to 4499, except where one is named. */
final class SpatialRealErrors implements ServiceErrors {
  private static final int GRPC_INVALID_ARGUMENT = 3;
  private static final int GRPC_RESOURCE_EXHAUSTED = 8;
  private static final int GRPC_UNAVAILABLE = 14;
  private static final int GRPC_UNAUTHENTICATED = 16;
  private static final int AUTH_FAILED = 4010;

  @Override
  public EgressFailure atUpgrade(int status, String body) {
    return ofStatus(
        status, body, ServiceErrors.told("the avatar service refused the upgrade", status, body));
  }

  private static EgressFailure ofStatus(int status, String body, String message) {
    switch (status) {
      case 400:
        return mentions(body, "invalid session token")
            ? new TokenRefused(FailureCode.SessionTokenInvalid, message)
            : new Rejected(FailureCode.InvalidEgressConfig, message);
      case 401:
        return refusedToken(body, message);
      case 403:
        return isOfTheApp(body)
            ? new Rejected(FailureCode.AppUnrecognized, message)
            : refusedToken(body, message);
      case 402:
        return new Rejected(FailureCode.BillingRequired, message);
      case 404:
        return mentions(body, "avatar")
            ? new Rejected(FailureCode.AvatarNotFound, message)
            : new Rejected(FailureCode.AppUnrecognized, message);
      case 429:
        return new OverQuota(FailureCode.QuotaExceeded, message);
      default:
        return new Outage(FailureCode.ServiceUnavailable, message);
    }
  }

  private static TokenRefused refusedToken(String body, String message) {
    return mentions(body, "expired")
        ? new TokenRefused(FailureCode.SessionTokenExpired, message)
        : new TokenRefused(FailureCode.SessionTokenInvalid, message);
  }

  /** By its name, appIDMismatch or appIDUnrecognized, or by words. */
  private static boolean isOfTheApp(String text) {
    return mentions(text, "appid") || mentions(text, "app id");
  }

  @Override
  public EgressFailure atClose(int code, String reason, boolean confirmed) {
    String message = ServiceErrors.told("the avatar service closed the session", code, reason);
    if (confirmed && (code == 1000 || code == 1001)) {
      return new EndedNormally(FailureCode.ServiceUnavailable, message);
    }
    if (code == AUTH_FAILED && isOfTheApp(reason)) {
      return new Rejected(FailureCode.AppUnrecognized, message);
    }
    if (code == AUTH_FAILED && confirmed) {
      // Its token was good when it connected: the session was taken from us.
      return new Rejected(FailureCode.SessionTokenInvalid, message);
    }
    return ofCode(code, message);
  }

  private static EgressFailure ofCode(int code, String message) {
    switch (code) {
      case 4001:
        return new Rejected(FailureCode.CreditsExhausted, message);
      case 4002:
        return new DurationCap(FailureCode.SessionDurationExceeded, message);
      case 4003:
        return new OverQuota(FailureCode.QuotaExceeded, message);
      case AUTH_FAILED:
        return new TokenRefused(FailureCode.SessionTokenInvalid, message);
      default:
        // 4000 to 4499 ask not to reconnect; the others are networks, proxies and restarts.
        return code >= 4000 && code < 4500
            ? new Rejected(FailureCode.ProtocolError, message)
            : new Outage(FailureCode.ServiceUnavailable, message);
    }
  }

  @Override
  public EgressFailure ofMessage(int code, String text) {
    String message = ServiceErrors.told("the avatar service answered with an error", code, text);
    switch (code) {
      case GRPC_INVALID_ARGUMENT, 400:
        return Stream.of("livekit", "agora", "egress").anyMatch(word -> mentions(text, word))
            ? new Rejected(FailureCode.InvalidEgressConfig, message)
            : new Rejected(FailureCode.ProtocolError, message);
      case GRPC_UNAUTHENTICATED:
        // Not our session token: the service couldn't join the room with what it was given.
        return new Rejected(FailureCode.InvalidEgressConfig, message);
      case GRPC_RESOURCE_EXHAUSTED:
        return new OverQuota(FailureCode.QuotaExceeded, message);
      case GRPC_UNAVAILABLE:
        return new Outage(FailureCode.EgressUnavailable, message);
      default:
        return code >= 4000 && code <= 4999 ? ofCode(code, message) : ofStatus(code, text, message);
    }
  }

  private static boolean mentions(String text, String word) {
    return text.toLowerCase(Locale.ROOT).contains(word);
  }
}
