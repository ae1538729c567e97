package dev.avataroperator.egress;

import dev.avataroperator.credential.SecretText;
import dev.avataroperator.egress.proto.ClientConfigureSession;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes what the service writes fit for conditions and logs: one short line without the secrets
 * that we sent, should the service echo them.
 */
final class ServiceText {
  private static final int MAX_LENGTH = 200;

  private final List<String> secrets;

  ServiceText(SecretText sessionToken, ClientConfigureSession configure) {
    secrets =
        Stream.of(
                sessionToken.reveal(),
                configure.getLivekitEgress().getApiToken(),
                configure.getAgoraEgress().getToken())
            .filter(secret -> !secret.isBlank())
            .toList();
  }

  String of(String raw) {
    if (raw == null) {
      return "";
    }
    String text = raw;
    for (String secret : secrets) {
      text = text.replace(secret, "***");
    }
    text = text.replaceAll("[\\p{Cntrl}\\s]+", " ").trim();
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }
}
