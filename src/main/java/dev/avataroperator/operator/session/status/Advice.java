package dev.avataroperator.operator.session.status;

import dev.avataroperator.credential.FailureCode;

/** What a person does about a refusal of the avatar service. */
final class Advice {
  private Advice() {}

  /** A sentence; empty where nothing in the cluster helps. */
  static String on(FailureCode code) {
    return switch (code) {
      case AppUnrecognized -> "Check appId of the AvatarService.";
      case AvatarNotFound -> "Check avatar.id, and appId of the AvatarService.";
      case InvalidEgressConfig ->
          "Check the room or channel, and address and keys of the RtcProvider.";
      case BillingRequired, CreditsExhausted ->
          "Settle it with the avatar service; it is tried again every ten minutes.";
      case ProtocolError -> "Check dialect and ingressUrl of the AvatarService.";
      default -> "";
    };
  }
}
