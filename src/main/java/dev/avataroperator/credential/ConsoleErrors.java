package dev.avataroperator.credential;

import java.util.Optional;
import java.util.Set;

/** What a refusal of the console's token call means: by its words, else by its HTTP status. */
final class ConsoleErrors {
  /** Others speak of sessions and their tokens: nothing that the call for one can be about. */
  private static final Set<FailureCode> SPOKEN =
      Set.of(
          FailureCode.CreditsExhausted,
          FailureCode.BillingRequired,
          FailureCode.AppUnrecognized,
          FailureCode.AvatarNotFound);

  private ConsoleErrors() {}

  static MintException of(Dialect dialect, int status, String detail) {
    var said = "The console answered " + status + (detail.isBlank() ? "" : " (" + detail + ")");
    var code = spoken(dialect, detail).orElseGet(() -> ofStatus(dialect, status));
    var passes = code == FailureCode.ServiceUnavailable || code == FailureCode.QuotaExceeded;
    return new MintException(code, passes, said + advice(code));
  }

  private static Optional<FailureCode> spoken(Dialect dialect, String detail) {
    return dialect == Dialect.Spatius
        ? SpatiusText.meaning(detail).filter(SPOKEN::contains)
        : Optional.empty();
  }

  private static FailureCode ofStatus(Dialect dialect, int status) {
    if (status >= 500 || status == 408) {
      return FailureCode.ServiceUnavailable;
    }
    return switch (status) {
      case 401 -> FailureCode.SessionTokenInvalid;
      case 402 -> FailureCode.BillingRequired;
      case 403 -> FailureCode.AppUnrecognized;
      case 404 ->
          dialect == Dialect.Spatius ? FailureCode.AppUnrecognized : FailureCode.AvatarNotFound;
      case 429 -> FailureCode.QuotaExceeded;
      default -> FailureCode.ProtocolError;
    };
  }

  private static String advice(FailureCode code) {
    return switch (code) {
      case SessionTokenInvalid ->
          ": the API key isn't valid. Put a valid key into the service's Secret.";
      case BillingRequired -> ": billing is required. Settle it at the avatar service.";
      case CreditsExhausted -> ": the account has no credits. Buy some at the avatar service.";
      case AppUnrecognized ->
          ": the app isn't known to this account. Check appId, the API key and consoleUrl.";
      case AvatarNotFound -> ": nothing is found there. Check consoleUrl, appId and avatar.id.";
      case QuotaExceeded -> ": the account's quota is used up.";
      case ServiceUnavailable -> ".";
      default -> ". Check consoleUrl and dialect.";
    };
  }
}
