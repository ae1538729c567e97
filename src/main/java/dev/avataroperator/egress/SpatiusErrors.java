package dev.avataroperator.egress;

import dev.avataroperator.credential.FailureCode;
import dev.avataroperator.credential.SpatiusText;
import dev.avataroperator.egress.EgressFailure.DurationCap;
import dev.avataroperator.egress.EgressFailure.EndedNormally;
import dev.avataroperator.egress.EgressFailure.Outage;
import dev.avataroperator.egress.EgressFailure.Rejected;
import dev.avataroperator.egress.EgressFailure.TokenRefused;
import java.util.Optional;
import java.util.Set;

/**
 * The Spatius service says much in words only; its codes mean what they mean in the other dialect,
 * but no range of close codes forbids to connect again.
 */
final class SpatiusErrors implements ServiceErrors {
  /** These codes are clear by themselves. */
  private static final Set<Integer> CLEAR = Set.of(3, 14, 16, 4001, 4002, 4003, 4010);

  private final ServiceErrors common;

  SpatiusErrors(ServiceErrors common) {
    this.common = common;
  }

  @Override
  public EgressFailure atUpgrade(int status, String body) {
    var message = ServiceErrors.told("the avatar service refused the upgrade", status, body);
    return spoken(body, message)
        .orElseGet(
            () ->
                switch (status) {
                  case 400 -> new TokenRefused(FailureCode.SessionTokenInvalid, message);
                  case 401 -> new TokenRefused(FailureCode.SessionTokenExpired, message);
                  case 404 -> new Rejected(FailureCode.AppUnrecognized, message);
                  default -> common.atUpgrade(status, body);
                });
  }

  @Override
  public EgressFailure atClose(int code, String reason, boolean confirmed) {
    if (CLEAR.contains(code) || code < 4000 || code > 4499) {
      return common.atClose(code, reason, confirmed);
    }
    var message = ServiceErrors.told("the avatar service closed the session", code, reason);
    return spoken(reason, message)
        .orElseGet(() -> new Outage(FailureCode.ServiceUnavailable, message));
  }

  @Override
  public EgressFailure ofMessage(int code, String text) {
    if (CLEAR.contains(code)) {
      return common.ofMessage(code, text);
    }
    var message = ServiceErrors.told("the avatar service answered with an error", code, text);
    return spoken(text, message)
        .orElseGet(
            () ->
                code >= 4000 && code <= 4499
                    ? new Outage(FailureCode.ServiceUnavailable, message)
                    : common.ofMessage(code, text));
  }

  private static Optional<EgressFailure> spoken(String text, String message) {
    return SpatiusText.meaning(text).map(code -> failure(code, message));
  }

  private static EgressFailure failure(FailureCode code, String message) {
    return switch (code) {
      case SessionDurationExceeded -> new DurationCap(code, message);
      case SessionTokenInvalid, SessionTokenExpired -> new TokenRefused(code, message);
      case EgressUnavailable, ServiceUnavailable -> new Outage(code, message);
      case IdleTimeout -> new EndedNormally(code, message);
      default -> new Rejected(code, message);
    };
  }
}
