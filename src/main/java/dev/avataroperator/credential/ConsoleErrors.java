package dev.avataroperator.credential;

/** What a refusal of the console's token call means, by its HTTP status. */
final class ConsoleErrors {
  private ConsoleErrors() {}

  static MintException of(int status, String detail) {
    var said = "The console answered " + status + (detail.isBlank() ? "" : " (" + detail + ")");
    if (status >= 500 || status == 408) {
      return new MintException(FailureCode.ServiceUnavailable, true, said + ".");
    }
    return switch (status) {
      case 401 ->
          rejected(
              FailureCode.SessionTokenInvalid,
              said + ": the API key isn't valid. Put a valid key into the service's Secret.");
      case 402 ->
          rejected(
              FailureCode.BillingRequired,
              said + ": billing is required. Settle it at the avatar service.");
      case 403 ->
          rejected(
              FailureCode.AppUnrecognized,
              said + ": the app isn't known to this account. Check appId and the API key.");
      case 404 ->
          rejected(
              FailureCode.AvatarNotFound,
              said + ": nothing is found there. Check consoleUrl, appId and avatar.id.");
      case 429 ->
          new MintException(
              FailureCode.QuotaExceeded, true, said + ": the account's quota is used up.");
      default -> rejected(FailureCode.ProtocolError, said + ". Check consoleUrl and dialect.");
    };
  }

  private static MintException rejected(FailureCode code, String message) {
    return new MintException(code, false, message);
  }
}
